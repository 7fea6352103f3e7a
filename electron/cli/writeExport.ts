import type { ExportedFile } from '../../shared/export/exportStudy.ts';
import { zipFiles } from '../../shared/export/zipFiles.ts';
import { success, type Result } from '../../shared/result.ts';
import { shown, type CommandError } from './commandError.ts';
import type { ExportWish } from './exportOptions.ts';
import { aligned, counted } from './textTable.ts';
import type { CommandContext } from './verb.ts';
import { writeNewFiles, writeNewSet } from './writeNewFiles.ts';

export interface WrittenExport {
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly rows: number; readonly bytes: number }[];
}

/** The files in their folder, or as one archive. */
export async function writeExport(
  context: CommandContext,
  wish: Pick<ExportWish, 'folder' | 'zip'> & { readonly name: string; readonly created: string },
  files: readonly ExportedFile[],
): Promise<Result<WrittenExport, CommandError>> {
  const { folder, name, created } = wish;
  if (wish.zip) {
    const bytes = zipFiles(files, { folder: name, created });
    const written = await writeNewFiles(context, folder, [{ name: `${name}.zip`, bytes }]);
    if (!written.ok) return written;
    return success({ folder, files: written.value.map((each) => ({ name: each, rows: 0, bytes: bytes.length })) });
  }
  const written = await writeNewSet(context, { folder, name }, files);
  if (!written.ok) return written;
  return success({
    folder: written.value,
    files: files.map(({ name: own, rows, bytes }) => ({ name: own, rows, bytes: bytes.length })),
  });
}

export const filesText = (folder: string, files: WrittenExport['files']): readonly string[] => [
  `Written to ${shown(folder)}:`,
  ...aligned(
    files.map(({ name, rows, bytes }) => [
      name,
      rows === 0 && !name.endsWith('.csv') ? '' : counted(rows, 'row'),
      `${bytes} bytes`,
    ]),
    '  ',
    [1, 2],
  ),
];
