import { detailOf, fileErrorText, imageErrorText, type FileFault } from '../messages/coreText.ts';
import { fileNameText, text } from '../messages/text.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import type { App } from './app.ts';
import { tell } from './ask.ts';

/** A file that was not opened: what is said, and the exact words of the program where they say more. */
export interface LeftOut {
  readonly line: string;
  readonly detail?: string;
}

export const leftOutImage = (name: string, error: ImageError): LeftOut => withWords(name, imageErrorText(error), error);

export const leftOutFile = (name: string, error: FileFault): LeftOut => withWords(name, fileErrorText(error), error);

function withWords(name: string, shown: string, error: FileFault): LeftOut {
  const { detail } = detailOf(shown, error);
  const file = fileNameText(name);
  return { line: `${file}: ${shown}`, ...(detail === undefined ? {} : { detail: `${file}: ${detail}` }) };
}

/** Names the files that were left out, each with its reason; nothing is said where there are none. */
export async function tellLeftOut(app: App, files: readonly LeftOut[]): Promise<void> {
  if (files.length === 0) return;
  const details = files.flatMap(({ detail }) => detail ?? []);
  await tell(
    app,
    {
      title: text('dialog.skippedTitle'),
      text: text('dialog.skippedText'),
      lines: files.map(({ line }) => line),
      ...(details.length === 0 ? {} : { detail: details.join('\n') }),
    },
    text('dialog.close'),
  );
}
