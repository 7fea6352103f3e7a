import { useState, type ReactElement } from 'react';
import { isMeasured, type Measure } from '../../shared/spine/measure.ts';
import type { Restoration } from '../../shared/spine/restoration.ts';
import { HEIGHT_IDS } from '../../shared/spine/vertebraMeasures.ts';
import type { LevelResults } from '../editor/levelResults.ts';
import type { ChangeMeasureId } from '../../shared/spine/measureDefinition.ts';
import { decimalsOf, showChange, UNIT_TEXT } from '../messages/numbers.ts';
import { measureName, text, type TextKey } from '../messages/text.ts';
import { DefinitionRow, MeasureName } from './MeasureDefinition.tsx';

type Form = 'absolute' | 'percentOfInitial' | 'percentOfLost' | 'percentOfReferent';

interface FormRow {
  readonly label: TextKey;
  readonly form: Form;
  readonly id: ChangeMeasureId;
}

const RAW_ROWS: readonly FormRow[] = [
  { label: 'results.r1', form: 'absolute', id: 'restorationAbsolute' },
  { label: 'results.r2', form: 'percentOfInitial', id: 'restorationOfInitial' },
  { label: 'results.r3', form: 'percentOfLost', id: 'restorationOfLost' },
  { label: 'results.r4', form: 'percentOfReferent', id: 'restorationOfReferent' },
];
const NORMALISED_ROWS: readonly FormRow[] = [
  { label: 'results.r3n', form: 'percentOfLost', id: 'restorationOfLostNormalised' },
  { label: 'results.r4n', form: 'percentOfReferent', id: 'restorationOfReferentNormalised' },
];

/**
 * Restoration of the three heights in the forms that are asked for, always together, because the same restoration
 * differs four-fold between them. The form that magnification cannot spoil comes first where the films need it.
 */
export function RestorationTable({ results: { comparison } }: { readonly results: LevelResults }): ReactElement | null {
  if (!comparison) return null;
  const { raw, normalised, preferred } = comparison;
  const tables = [
    { title: 'results.restoration', rows: RAW_ROWS, values: raw },
    { title: 'results.restorationNormalised', rows: NORMALISED_ROWS, values: normalised },
  ] as const;
  const ordered = preferred === 'raw' ? tables : [tables[1], tables[0]];
  return (
    <>
      {ordered.map(({ title, rows, values }) => {
        const shown = rows.filter(({ form }) => HEIGHT_IDS.some((id) => isMeasured(values[id][form])));
        if (!HEIGHT_IDS.some((id) => isMeasured(values[id].percentOfReferent))) return null;
        return (
          <table key={title} className="results restoration" aria-label={text(title)}>
            <thead>
              <tr>
                <th scope="col">{text(title)}</th>
                {HEIGHT_IDS.map((id) => (
                  <th key={id} scope="col">
                    {measureName(id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <RestorationRow key={row.label} row={row} values={values} />
              ))}
            </tbody>
          </table>
        );
      })}
    </>
  );
}

type Values = Readonly<Record<(typeof HEIGHT_IDS)[number], Restoration>>;

/** One form of restoration for the three heights, with its formula one click away. */
function RestorationRow({ row: { label, form, id }, values }: { readonly row: FormRow; readonly values: Values }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <th scope="row">
          <MeasureName id={id} isOpen={open} onToggle={() => setOpen(!open)}>
            {text(label)} <span className="unit">{unitOf(values, form)}</span>
          </MeasureName>
        </th>
        {HEIGHT_IDS.map((height) => (
          <td key={height} data-restoration={`${label.slice(8)}-${height}`}>
            {cell(values[height][form])}
          </td>
        ))}
      </tr>
      {open && <DefinitionRow id={id} columns={4} />}
    </>
  );
}

const cell = (measure: Measure): string =>
  isMeasured(measure) ? showChange(measure.value, decimalsOf(measure.unit)) : '–';

function unitOf(values: Values, form: Form): string {
  const found = HEIGHT_IDS.map((id) => values[id][form]).find((measure) => isMeasured(measure));
  return found && isMeasured(found) ? UNIT_TEXT[found.unit] : '';
}
