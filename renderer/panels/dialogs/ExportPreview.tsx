import { type ReactElement } from 'react';
import type { StudyExport } from '../../../shared/export/exportStudy.ts';
import { parseTable } from '../../../shared/import/parseTable.ts';
import type { ExportChoice } from '../../files/dialogs.ts';
import { text } from '../../messages/text.ts';

const ROWS = 3;
/** Enough of the file for its header and three rows of a wide table. */
const FIRST_BYTES = 20_000;

interface Props {
  readonly exported: StudyExport | null;
  readonly choice: ExportChoice;
}

/** The first rows of the table that people look at first: as a sheet for Excel, as they stand in the file for others. */
export function ExportPreview({ exported, choice }: Props): ReactElement {
  if (choice.preset === 'sr') return <Names exported={exported} />;
  const wanted = choice.preset === 'redcap' ? 'redcap_data.csv' : 'measurements_wide.csv';
  const file = exported?.files.find(({ name }) => name === wanted);
  const lines = file === undefined ? [] : firstLines(file.bytes);
  return (
    <div className="export-preview">
      <p className="quiet small">{text('dialog.exportPreview', { name: wanted })}</p>
      {choice.preset === 'excel' ? (
        <Sheet lines={lines} separator={choice.decimal === ',' ? ';' : ','} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so the keys have to reach it.
        <pre className="preview" tabIndex={0}>
          {lines.join('\n')}
        </pre>
      )}
    </div>
  );
}

/** Of structured reports the names of the first files. */
function Names({ exported }: Pick<Props, 'exported'>) {
  const names = exported?.files.slice(0, ROWS + 1).map(({ name }) => name) ?? [];
  return (
    <div className="export-preview">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so the keys have to reach it. */}
      <pre className="preview" tabIndex={0}>
        {names.join('\n')}
      </pre>
    </div>
  );
}

const firstLines = (bytes: Uint8Array): readonly string[] =>
  new TextDecoder()
    .decode(bytes.subarray(0, FIRST_BYTES))
    .split('\r\n')
    .slice(0, ROWS + 1);

/** As a spreadsheet of this region shows the file. */
function Sheet({ lines, separator }: { readonly lines: readonly string[]; readonly separator: ',' | ';' }) {
  const table = parseTable(lines.join('\n'), separator);
  if (!table.ok) return <pre className="preview">{lines.join('\n')}</pre>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so the keys have to reach it.
    <div className="preview spreadsheet" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.value.header.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.value.rows.map(({ line, cells }) => (
            <tr key={line}>
              {cells.map((cell, position) => (
                <td key={table.value.header[position]} className={/^-?\d+([.,]\d+)?$/.test(cell) ? 'number' : ''}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
