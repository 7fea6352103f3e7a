import type { ReactElement } from 'react';
import { isMeasured, type Measure } from '../../shared/spine/measure.ts';
import type { Restoration } from '../../shared/spine/restoration.ts';
import { HEIGHT_IDS } from '../../shared/spine/vertebraMeasures.ts';
import type { LevelResults } from '../editor/levelResults.ts';
import { decimalsOf, showChange, UNIT_TEXT } from '../messages/numbers.ts';
import { measureName, text, type TextKey } from '../messages/text.ts';

type Form = 'absolute' | 'percentOfLost' | 'percentOfReferent';

/**
 * Restoration of the three heights in the forms that are asked for, always together, because the same restoration
 * differs four-fold between them. The form that magnification cannot spoil comes first where the films need it.
 */
export function RestorationTable({ results: { comparison } }: { readonly results: LevelResults }): ReactElement | null {
  if (!comparison) return null;
  const { raw, normalised, preferred } = comparison;
  const rawRows: readonly (readonly [TextKey, Form])[] = [
    ['results.r1', 'absolute'],
    ['results.r3', 'percentOfLost'],
    ['results.r4', 'percentOfReferent'],
  ];
  const normalisedRows: readonly (readonly [TextKey, Form])[] = [
    ['results.r3n', 'percentOfLost'],
    ['results.r4n', 'percentOfReferent'],
  ];
  const tables = [
    { title: 'results.restoration', rows: rawRows, values: raw },
    { title: 'results.restorationNormalised', rows: normalisedRows, values: normalised },
  ] as const;
  const ordered = preferred === 'raw' ? tables : [tables[1], tables[0]];
  return (
    <>
      {ordered.map(({ title, rows, values }) => {
        const shown = rows.filter(([, form]) => HEIGHT_IDS.some((id) => isMeasured(values[id][form])));
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
              {shown.map(([label, form]) => (
                <tr key={label}>
                  <th scope="row">
                    {text(label)} <span className="unit">{unitOf(values, form)}</span>
                  </th>
                  {HEIGHT_IDS.map((id) => (
                    <td key={id} data-restoration={`${label.slice(8)}-${id}`}>
                      {cell(values[id][form])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </>
  );
}

const cell = (measure: Measure): string =>
  isMeasured(measure) ? showChange(measure.value, decimalsOf(measure.unit)) : '–';

function unitOf(values: Readonly<Record<(typeof HEIGHT_IDS)[number], Restoration>>, form: Form): string {
  const found = HEIGHT_IDS.map((id) => values[id][form]).find((measure) => isMeasured(measure));
  return found && isMeasured(found) ? UNIT_TEXT[found.unit] : '';
}
