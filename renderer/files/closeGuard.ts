import type { App } from './app.ts';
import { hasUnsavedWork } from './unsavedWork.ts';

/**
 * Tells the host whether closing would lose work, and answers when it asks to save first. The desktop host decides on
 * its own window's close; a browser tab has its own question, which only appears while work is unsaved.
 */
export function guardClosing(app: App): void {
  let told: boolean | null = null;
  const tell = (): void => {
    const unsaved = hasUnsavedWork(app);
    if (unsaved === told) return;
    told = unsaved;
    const title = app.store.getState().editor.history.present.title.slice(0, 200);
    void app.host.call('setUnsaved', { unsaved, title });
  };
  app.store.subscribe(tell);
  tell();
  if (app.store.getState().about.shell !== 'loopback') return;
  window.addEventListener('beforeunload', (event) => {
    if (hasUnsavedWork(app)) event.preventDefault();
  });
}
