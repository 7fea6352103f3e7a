import type { ReactElement } from 'react';
import type { Level } from '../../shared/spine/levels.ts';
import { judgeChange } from '../../shared/spine/uncertainty.ts';
import { measureLevel, type LevelVisit } from '../../shared/study/measureStudy.ts';
import { readingErrorOf } from '../editor/levelResults.ts';
import { currentSubject, shownStudy } from '../editor/selectors.ts';
import { showChange, showNumber } from '../messages/numbers.ts';
import { codeText, text } from '../messages/text.ts';
import { TrendPlot } from './TrendPlot.tsx';
import { useAppState } from './useApp.ts';

const COLUMNS = [
  { id: 'h_ant', name: 'measure.anteriorHeight' },
  { id: 'h_mid', name: 'measure.middleHeight' },
  { id: 'h_post', name: 'measure.posteriorHeight' },
  { id: 'wedge_angle', name: 'measure.wedgeAngle' },
] as const;

/** One level at every timepoint that has something to say; shown as soon as there are more than the two on the screen. */
export function OverTime({ level }: { readonly level: Level }): ReactElement | null {
  const editor = useAppState((state) => state.editor);
  const subject = currentSubject(editor);
  if (!subject || level === 'S1') return null;
  const { visits, changes } = measureLevel(shownStudy(editor), subject, {
    level,
    reader: editor.reader,
    reading: editor.reading,
  });
  const error = readingErrorOf(editor);
  const measured = visits.filter(({ values }) => COLUMNS.some(({ id }) => values[id].value !== null));
  if (measured.every(({ timepoint }) => editor.panes.includes(timepoint))) return null;
  const shown = visits.filter((visit) => measured.includes(visit) || isToldAbsent(visit));
  return (
    <details className="over-time" open={measured.length > 2}>
      <summary>{text('overTime.title')}</summary>
      <TrendPlot visits={measured} readingError={error} />
      <table className="results" aria-label={text('overTime.title')}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{text('pane.timepoint')}</span>
            </th>
            {COLUMNS.map(({ id, name }) => (
              <th key={id} scope="col">
                {text(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((visit) => (
            <tr key={visit.timepoint}>
              <th scope="row">
                {visit.timepoint.toUpperCase()}{' '}
                {visit.days !== null && visit.order > 0 && <span className="unit">{`+${visit.days} d`}</span>}
              </th>
              {!measured.includes(visit) && visit.absence !== null && (
                <td colSpan={COLUMNS.length} className="quiet">
                  {codeText('reason', visit.absence)}
                </td>
              )}
              {measured.includes(visit) &&
                COLUMNS.map(({ id }) => (
                  <td key={id}>
                    {cell(visit, id)}
                    <ChangeSince
                      change={changes.find(({ to }) => to === visit.timepoint)?.values[id].value ?? null}
                      limit={id === 'wedge_angle' ? error.angleDeg : error.heightMm}
                    />
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Somebody has said why there is no film, or the patient is lost; a visit of which nothing is known is not listed. */
const isToldAbsent = ({ absence, exam }: LevelVisit): boolean =>
  absence !== null && absence !== 'not_measured' && (absence !== 'unavailable' || exam?.missing !== undefined);

/** The change since the first film below its number, bold where it is more than the reading error. */
function ChangeSince({ change, limit }: { readonly change: number | null; readonly limit: number }) {
  if (change === null) return null;
  const verdict = judgeChange(change, limit);
  return (
    <span
      className={`since change ${verdict}`}
      title={verdict === 'unknown' ? undefined : text(`results.verdict.${verdict}`)}
    >
      {showChange(change, 1)}
    </span>
  );
}

const cell = ({ values }: LevelVisit, id: (typeof COLUMNS)[number]['id']): string => {
  const { value } = values[id];
  return value === null ? '–' : showNumber(value, 1);
};
