import type { FolderFile } from '../../shared/host/contract.ts';
import type { ImagePoint } from '../../shared/units.ts';
import type { PaneIndex } from '../editor/editorState.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import type { App } from './app.ts';

/** One image that was opened and waits for its place. */
export interface Candidate {
  readonly name: string;
  readonly grant: string | null;
  readonly image: DecodedImage;
}

export interface Assignment {
  readonly candidate: Candidate;
  /** A timepoint of the protocol; null: do not use. */
  readonly timepoint: string | null;
}

export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

export interface MessageAction {
  readonly id: string;
  readonly label: string;
}

/**
 * A question to the user. Each carries the function that takes the answer; closing the dialog answers too, with what
 * changes nothing.
 */
export type Dialog =
  | { readonly kind: 'unsaved'; readonly title: string; readonly answer: (choice: UnsavedAnswer) => void }
  | {
      readonly kind: 'assign';
      readonly proposal: readonly Assignment[];
      readonly ordered: boolean;
      readonly answer: (assignments: readonly Assignment[] | null) => void;
    }
  | {
      readonly kind: 'saveName';
      readonly suggested: string;
      readonly folder: string;
      readonly answer: (name: string | null) => void;
    }
  | {
      readonly kind: 'chooseStudy';
      readonly files: readonly FolderFile[];
      readonly folder: string;
      readonly answer: (choice: { name: string } | { file: File } | null) => void;
    }
  | {
      readonly kind: 'knownLength';
      readonly pane: PaneIndex;
      readonly from: ImagePoint;
      readonly to: ImagePoint;
      readonly answer: (length: { knownMm: number; object: string } | null) => void;
    }
  | { readonly kind: 'subject'; readonly suggested: string; readonly answer: (code: string | null) => void }
  | { readonly kind: 'export'; readonly answer: (preset: 'analysis' | 'excel' | 'redcap' | null) => void }
  | { readonly kind: 'shortcuts'; readonly answer: () => void }
  | { readonly kind: 'about'; readonly answer: () => void }
  | {
      readonly kind: 'message';
      readonly title: string;
      readonly text: string;
      readonly lines?: readonly string[];
      readonly detail?: string;
      readonly actions: readonly MessageAction[];
      /** The id of the action, or null when the dialog was closed. */
      readonly answer: (action: string | null) => void;
    };

type Answer<D extends Dialog> = D extends { answer: (value: infer A) => void } ? A : never;
type DialogOf<K extends Dialog['kind']> = Extract<Dialog, { kind: K }>;

/** Shows a dialog and waits for its answer. One at a time: a second question waits for the first. */
export async function ask<K extends Dialog['kind']>(
  app: App,
  kind: K,
  question: Omit<DialogOf<K>, 'kind' | 'answer'>,
): Promise<Answer<DialogOf<K>>> {
  const before = waiting.get(app) ?? Promise.resolve();
  const answered = before.then(
    () =>
      new Promise<Answer<DialogOf<K>>>((resolve) => {
        const answer = (value: Answer<DialogOf<K>>): void => {
          app.store.setState({ dialog: null });
          resolve(value);
        };
        app.store.setState({ dialog: { ...question, kind, answer } as unknown as Dialog });
      }),
  );
  waiting.set(
    app,
    answered.then(() => undefined),
  );
  return answered;
}

const waiting = new WeakMap<App, Promise<void>>();

/** Something that has to be read: one button to close it. */
export async function tell(
  app: App,
  message: {
    readonly title: string;
    readonly text: string;
    readonly lines?: readonly string[];
    readonly detail?: string;
  },
  closeLabel: string,
): Promise<void> {
  await ask(app, 'message', { ...message, actions: [{ id: 'close', label: closeLabel }] });
}
