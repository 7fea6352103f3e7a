import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer, LockHolder, Settings } from '../../shared/host/contract.ts';
import type { Host } from '../../shared/host/host.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import type { PictureWindow } from '../../shared/image/picture/pictureWindow.ts';
import type { Level } from '../../shared/spine/levels.ts';
import type { PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import type { BlindedFilm } from '../../shared/study/blindedPart.ts';
import type { ComparedReadings } from '../../shared/study/comparedPart.ts';
import type { ImagePoint } from '../../shared/units.ts';
import type { Command, PageCommand } from '../editor/commands.ts';
import type { EditorState } from '../editor/editorState.ts';
import type { GridView } from '../editor/gridView.ts';
import type { PaneIndex } from '../editor/place.ts';
import { runCommand } from '../editor/runCommand.ts';
import { step } from '../editor/tools/toolMachine.ts';
import type { ToolInput } from '../editor/tools/tool.ts';
import type { DecodeClient } from '../image/decodeClient.ts';
import type { DecodedImage, ImagePreview } from '../image/decodedImage.ts';
import type { Dialog } from './dialogs.ts';
import { promptText } from './prompt.ts';

/** The study's file: a grant to write it, its name, and what was last read from or written to it. */
export interface OpenFile {
  readonly grant: string;
  readonly name: string;
  readonly sha256: string;
  /** What is in it was written by an older program: the first save keeps it among the earlier versions for good. */
  readonly isOlder?: boolean;
}

export type ImageSlot =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly image: DecodedImage }
  | { readonly status: 'missing'; readonly otherFile: string | null }
  | { readonly status: 'failed'; readonly error: ImageError };

/** How one image is windowed in this session. */
export interface PictureSettings {
  readonly window: PictureWindow;
}

export interface SaveState {
  readonly saving: boolean;
  readonly savedAt: Date | null;
  /** False: written, but the folder did not confirm that it is on the disk. */
  readonly confirmed: boolean;
}

/** Changes are possible all the same, and are saved as a copy. */
export type ReadOnly =
  | { readonly kind: 'other'; readonly holder: LockHolder; readonly abandoned: boolean }
  /** Nobody has it any more. */
  | { readonly kind: 'free' }
  | { readonly kind: 'lost'; readonly holder: LockHolder | null }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'permission' }
  | { readonly kind: 'salvaged'; readonly name: string };

/** True points by timepoint and level, for a study whose truth is known. */
export type Truth = Readonly<Record<string, Readonly<Partial<Record<Level, PlacedLandmarks>>>>>;

/** A coarse picture on the screen while the whole image is being decoded. Nothing can be measured on it. */
export interface PlacedPreview {
  readonly preview: ImagePreview;
  /** Where an image that is not in the study yet will go; null: the exam that names the image shows it. */
  readonly timepoint: string | null;
}

export interface AppState {
  readonly about: Answer<'about'>;
  readonly settings: Settings;
  /** `blinded`: nothing of the study but how far its readers are. */
  readonly screen: 'start' | 'measure' | 'grid' | 'blinded';
  readonly editor: EditorState;
  /** While the editor has a part of the study in another form: what the part is, and the whole beside it. */
  readonly part?: StudyPart | null;
  readonly file: OpenFile | null;
  readonly save: SaveState;
  /** Why the file is not to be changed from here; absent where it may be. */
  readonly readOnly?: ReadOnly | null;
  /** By SHA-256 of the file. */
  readonly images: Readonly<Record<string, ImageSlot>>;
  readonly pictures: Readonly<Record<string, PictureSettings>>;
  /** Coarse pictures of images that are still being decoded. */
  readonly previews: readonly PlacedPreview[];
  /** How the study grid was left: filter, order, place. */
  readonly grid: GridView;
  readonly drawer: Drawer | null;
  readonly dialog: Dialog | null;
  readonly notice: Notice | null;
  /** What a screen reader is told. */
  readonly announcement: string;
  readonly truth: Truth | null;
  readonly overlaysHidden: boolean;
  /** The field in which a level is typed is open. */
  readonly typingLevel?: boolean;
  /** How much the window holds; absent: as much as on a usual desk. */
  readonly room?: Room;
  /** CSS pixels in a tenth of a rem: 1 at the usual size of letters; absent: 1. */
  readonly letterSize?: number;
  /** The panel of numbers is shown; absent: where there is room beside the films. */
  readonly resultsShown?: boolean;
  /** The menu of a right click, and where in its view. */
  readonly menu?: Omit<Extract<PageCommand, { type: 'openMenu' }>, 'type'> | null;
  /** The pointer over an image, for the status bar. */
  readonly pointer: { readonly pane: PaneIndex; readonly at: ImagePoint } | null;
}

/** `narrow`: everything a little closer; `small`: levels become a drop-down, numbers and forms lie over the films. */
export type Room = 'wide' | 'narrow' | 'small';

/** Something worth saying in the status bar, in the place of what to do next. */
export interface Notice {
  readonly text: string;
  /** Makes way at the next edit, or when something else is to be done; else it stays until it is taken back. */
  readonly passes: boolean;
}

/** `outside`: the editor of the whole study, put aside. What is saved is made of both (`documentOf`). */
export type StudyPart = { readonly outside: EditorState } & (
  | { readonly kind: 'blinded'; readonly film: BlindedFilm; readonly position: number }
  | { readonly kind: 'compared'; readonly readings: ComparedReadings }
);

/** A form at the right edge, beside what is on the screen. */
export type Drawer = { readonly kind: 'subject'; readonly subjectId: string } | { readonly kind: 'protocol' };

/** Everything the functions of this folder work with: the state, the host, the decoder, a clock, new ids. */
export interface App {
  readonly store: StoreApi<AppState>;
  readonly host: Host;
  readonly decoder: DecodeClient;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly newId: () => string;
}

export function createApp(parts: Omit<App, 'store'>, initial: AppState): App {
  return { ...parts, store: createStore<AppState>(() => initial) };
}

export const editorOf = (app: App): EditorState => app.store.getState().editor;

/** Performs commands in order: the pure ones on the editor, the others where their pixels and dialogs are. */
export function perform(app: App, ...commands: readonly Command[]): void {
  if (commands.length === 0) return;
  app.store.setState((state) => {
    const editor = commands.reduce(runCommand, state.editor);
    return state.notice?.passes === true && isNewMoment(state.editor, editor) ? { editor, notice: null } : { editor };
  });
  for (const command of commands) {
    if (isPageCommand(command)) pageCommands.get(app)?.(command);
  }
}

/** A notice is about what was just done; after the next edit, or with another thing to do, it would only be in the way. */
const isNewMoment = (before: EditorState, after: EditorState): boolean =>
  before.history.present !== after.history.present || promptText(before) !== promptText(after);

const isPageCommand = (command: Command): command is PageCommand =>
  command.type === 'dragWindow' || command.type === 'askKnownLength' || command.type === 'openMenu';

const pageCommands = new WeakMap<App, (command: PageCommand) => void>();

/** Registers who performs the commands that need pixels or dialogs. */
export const performPageCommands = (app: App, performer: (command: PageCommand) => void): void => {
  pageCommands.set(app, performer);
};

/** One input of the hand: the tool answers with a plan, the plan is performed in one change of state. */
export function handleInput(app: App, input: ToolInput): void {
  const { tool, commands } = step(input, { editor: editorOf(app), now: app.now() });
  perform(app, ...commands, { type: 'setTool', tool });
}

/** Says something until the person goes on; null takes back what is said. */
export const notify = (app: App, notice: string | null): void =>
  app.store.setState({ notice: notice === null ? null : { text: notice, passes: true } });

/** Says something until it is taken back: it goes on, or it is wrong for as long as it lasts. */
export const keepNotice = (app: App, notice: string): void =>
  app.store.setState({ notice: { text: notice, passes: false } });

export const announce = (app: App, announcement: string): void => app.store.setState({ announcement });
