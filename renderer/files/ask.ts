import type { App } from './app.ts';
import type { Dialog, DialogAnswer, DialogOf } from './dialogs.ts';

/** Shows a dialog and waits for its answer. One at a time: a second question waits for the first. */
export async function ask<K extends Dialog['kind']>(
  app: App,
  kind: K,
  question: Omit<DialogOf<K>, 'kind' | 'answer'>,
): Promise<DialogAnswer<DialogOf<K>>> {
  const before = waiting.get(app) ?? Promise.resolve();
  const answered = before.then(
    () =>
      new Promise<DialogAnswer<DialogOf<K>>>((resolve) => {
        const answer = (value: DialogAnswer<DialogOf<K>>): void => {
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
