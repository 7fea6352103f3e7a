import type { Dialog, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron/main';
import { strict } from './strict.ts';
import type { Violations } from './strict.ts';

/** Dialogs that check how they were asked for and answer what the test laid out; unanswered ones wait for the test. */
export class StandInDialog {
  readonly openDialogs: OpenDialogOptions[] = [];
  readonly saveDialogs: SaveDialogOptions[] = [];
  readonly boxes: MessageBoxOptions[] = [];
  readonly errorBoxes: string[] = [];
  openAnswers: string[][] = [];
  saveAnswers: string[] = [];
  readonly #waiting: ((response: number) => void)[] = [];
  readonly dialog: Dialog;

  constructor(violations: Violations, isLive: (window: unknown) => boolean) {
    const needWindow = (window: unknown): void => {
      if (!isLive(window)) violations.fail('a dialog without a live window');
    };
    const needPlace = (options: OpenDialogOptions | SaveDialogOptions): void => {
      if (!options.defaultPath) violations.fail('a dialog without defaultPath starts in Downloads');
      for (const filter of options.filters ?? []) {
        if (filter.extensions.some((extension) => extension.includes('.'))) violations.fail('a filter with a dot');
      }
    };
    const members = {
      showOpenDialog: (window: unknown, options: OpenDialogOptions) => {
        needWindow(window);
        needPlace(options);
        this.openDialogs.push(options);
        const filePaths = this.openAnswers.shift() ?? [];
        return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
      },
      showSaveDialog: (window: unknown, options: SaveDialogOptions) => {
        needWindow(window);
        needPlace(options);
        this.saveDialogs.push(options);
        const filePath = this.saveAnswers.shift() ?? '';
        return Promise.resolve({ canceled: filePath === '', filePath });
      },
      showMessageBox: (window: unknown, options: MessageBoxOptions) => {
        needWindow(window);
        if (options.cancelId === undefined || options.defaultId === undefined) {
          violations.fail('a box without cancelId and defaultId');
        }
        this.boxes.push(options);
        return new Promise((resolve) => {
          const answer = (response: number): void => resolve({ response, checkboxChecked: false });
          this.#waiting.push(answer);
          options.signal?.addEventListener('abort', () => answer(options.cancelId ?? 0));
        });
      },
      showErrorBox: (title: string, content: string) => void this.errorBoxes.push(`${title}: ${content}`),
    };
    this.dialog = strict('Dialog', members, violations) as unknown as Dialog;
  }

  /** Presses a button of the oldest open box, and lets the program act on it. */
  async press(button: string): Promise<void> {
    const answer = this.#waiting.shift();
    const box = this.boxes.at(-1 - this.#waiting.length);
    const response = box?.buttons?.indexOf(button) ?? -1;
    if (answer === undefined || response < 0) throw new Error(`no open box with a button ${button}`);
    answer(response);
    await settled();
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
