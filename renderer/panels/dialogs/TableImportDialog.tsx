import { useMemo, useState, type ReactElement } from 'react';
import type { ImportMap } from '../../../shared/import/importMap.ts';
import type { ImportedTables } from '../../../shared/import/importTables.ts';
import { decodeText } from '../../../shared/import/decodeText.ts';
import { parseTable } from '../../../shared/import/parseTable.ts';
import type { Dialog } from '../../files/dialogs.ts';
import { targetChoices } from '../../files/importTargets.ts';
import { fileNameText, text } from '../../messages/text.ts';
import { DialogFrame } from './DialogFrame.tsx';
import './import.css';
import './tableImport.css';

type TableSummary = ImportedTables['tables'][number];

/** Rows that are shown of each column; rejected rows that are named. */
const SAMPLES = 3;
const MOST_NAMED = 200;

/** What the columns are taken for, what would be taken, which rows are rejected and why. Nothing has changed yet. */
export function TableImportDialog({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { kind: 'importTable' }>;
}): ReactElement {
  const { tables, tryWith, answer } = dialog;
  const [map, setMap] = useState<ImportMap>(dialog.map);
  const tried = useMemo(() => tryWith(map), [tryWith, map]);
  const imported = tried.ok ? tried.value : null;
  const taken = imported?.tables.reduce((sum, { rowsTaken }) => sum + rowsTaken, 0) ?? 0;
  const setTarget = (header: string, target: string): void =>
    setMap({ ...map, columns: { ...map.columns, [header]: target } });
  return (
    <DialogFrame title={text('tables.title')} onClose={() => answer(null)} wide>
      <p className="quiet">{text(dialog.isNew ? 'tables.textNew' : 'tables.text')}</p>
      <DecimalChoice map={map} onChange={setMap} />
      <div className="import-table table-import">
        {tables.map(({ name, bytes }) => (
          <Columns
            key={name}
            name={name}
            bytes={bytes}
            map={map}
            summary={imported?.tables.find((each) => each.name === name)}
            timepoints={imported?.study.protocol.timepoints.map(({ id }) => id) ?? ['pre', 'post']}
            onTarget={setTarget}
          />
        ))}
      </div>
      <div className="import-result" role="status">
        {!tried.ok && <p className="problem">{tried.error.message}</p>}
        {imported?.tables.map((summary) => (
          <Outcome key={summary.name} summary={summary} />
        ))}
      </div>
      <div className="dialog-buttons">
        <button type="button" onClick={() => answer(null)}>
          {text('dialog.cancel')}
        </button>
        <button
          type="button"
          className="primary"
          data-first
          disabled={imported === null || taken === 0}
          onClick={() => answer(imported)}
        >
          {text('tables.take', { count: taken })}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Found by itself, unless the table has both signs. */
function DecimalChoice({ map, onChange }: { readonly map: ImportMap; readonly onChange: (map: ImportMap) => void }) {
  return (
    <label className="import-decimal">
      {text('tables.decimal')}
      <select
        value={map.decimal ?? ''}
        onChange={({ target: { value } }) => {
          const { decimal: _decimal, ...others } = map;
          onChange(value === ',' || value === '.' ? { ...others, decimal: value } : others);
        }}
      >
        <option value="">{text('tables.decimalFound')}</option>
        <option value=".">{text('tables.decimalPoint')}</option>
        <option value=",">{text('tables.decimalComma')}</option>
      </select>
    </label>
  );
}

interface ColumnsProps {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly map: ImportMap;
  readonly summary: TableSummary | undefined;
  readonly timepoints: readonly string[];
  readonly onTarget: (header: string, target: string) => void;
}

function Columns({ name, bytes, map, summary, timepoints, onTarget }: ColumnsProps) {
  const table = useMemo(() => {
    const decoded = decodeText(bytes);
    const parsed = decoded.ok ? parseTable(decoded.value.text, map.separator) : decoded;
    return parsed.ok ? parsed.value : null;
  }, [bytes, map.separator]);
  const used = Object.values(map.columns ?? {});
  const guessed = Object.values(summary?.columns ?? {}).flatMap((target) => target ?? []);
  const groups = targetChoices(timepoints, [...used, ...guessed]);
  if (table === null) return null;
  return (
    <table>
      <caption>{fileNameText(name)}</caption>
      <thead>
        <tr>
          <th scope="col">{text('tables.column')}</th>
          <th scope="col">{text('tables.means')}</th>
          <th scope="col">{text('tables.firstRows')}</th>
        </tr>
      </thead>
      <tbody>
        {table.header.map((header, position) => {
          const target = map.columns?.[header] ?? summary?.columns[header] ?? 'ignore';
          return (
            <tr key={header} className={target === 'ignore' ? 'unused' : ''}>
              <th scope="row">{header}</th>
              <td>
                <select
                  aria-label={text('tables.meaningOf', { header })}
                  value={target}
                  onChange={(event) => onTarget(header, event.target.value)}
                >
                  {groups.map(({ label, choices }) => (
                    <optgroup key={label} label={label}>
                      {choices.map((choice) => (
                        <option key={choice.target} value={choice.target}>
                          {choice.label}
                        </option>
                      ))}
                    </optgroup>
                  ))}
                  {groups.every(({ choices }) => choices.every((choice) => choice.target !== target)) && (
                    <option value={target}>{target}</option>
                  )}
                </select>
              </td>
              <td className="quiet">
                {table.rows
                  .slice(0, SAMPLES)
                  .map(({ cells }) => cells[position]?.trim() || '–')
                  .join(' · ')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Outcome({ summary }: { readonly summary: TableSummary }) {
  const { name, rows, rowsTaken, rejected, subjectsAdded, subjectsChanged } = summary;
  return (
    <>
      <p>{text('tables.outcome', { name, taken: rowsTaken, rows, added: subjectsAdded, changed: subjectsChanged })}</p>
      {rejected.length > 0 && (
        <>
          <p className="hint">{text('tables.rejected', { count: rejected.length })}</p>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so the keys have to reach it. */}
          <ul className="rejected" tabIndex={0} aria-label={text('tables.rejected', { count: rejected.length })}>
            {rejected.slice(0, MOST_NAMED).map(({ line, reason }) => (
              <li key={line}>
                {text('tables.line', { line })} <span className="quiet">{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
