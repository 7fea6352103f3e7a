import type { ReactElement } from 'react';
import { COMPARISON_REASONS } from '../../shared/geometry/millimetresComparable.ts';
import { levelResults, measuresOf, type LevelResults, type ResultId, type ResultRow } from '../editor/levelResults.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { valueOf } from '../../shared/spine/measure.ts';
import type { Truth } from '../files/app.ts';
import type { EditorState } from '../editor/editorState.ts';
import { showChange, showNumber } from '../messages/numbers.ts';
import { text, type TextKey } from '../messages/text.ts';
import { useAppState } from './useApp.ts';

const UNIT = { mm: 'mm', px: 'px', deg: '°', 1: '' } as const;

/** The numbers of a level: before, after, change; bold where a change is beyond the reading error. */
export function MeasurementTable({ level }: { readonly level: Level }): ReactElement {
  const editor = useAppState((state) => state.editor);
  const truth = useAppState((state) => state.truth);
  const results = levelResults(editor, level);
  const rows = level === 'S1' ? [] : results.rows;
  if (level === 'S1') return <p className="quiet">{text('results.S1')}</p>;
  return (
    <>
      <table className="results" aria-label={text('results.title')}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{text('results.measure')}</span>
            </th>
            <th scope="col" className="pre">
              {editor.panes[0].toUpperCase()}
            </th>
            <th scope="col" className="post">
              {editor.panes[1].toUpperCase()}
            </th>
            <th scope="col">{text('results.change')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      <Summary results={results} />
      {truth && <TruthTable editor={editor} truth={truth} results={results} />}
    </>
  );
}

function Row({ row }: { readonly row: ResultRow }) {
  const { id, unit, decimals, change, verdict } = row;
  const cell = (value: number | null): string => (value === null ? '–' : showNumber(value, decimals));
  return (
    <tr>
      <th scope="row" title={text(`results.${id}Name`)}>
        {text(`results.${id}`)} <span className="unit">{UNIT[unit]}</span>
      </th>
      <td data-result={`${id}-pre`}>{cell(row.pre)}</td>
      <td data-result={`${id}-post`}>{cell(row.post)}</td>
      <td data-result={`${id}-change`} className={`change ${verdict ?? ''}`}>
        {change === null ? '' : showChange(change, decimals)}
      </td>
    </tr>
  );
}

/** In words: which changes are beyond the reading error, and why heights are not compared where they are not. */
function Summary({ results }: { readonly results: LevelResults }) {
  const { rows, comparability, readingError } = results;
  const limits = {
    angle: showNumber(readingError.angleDeg, 0),
    height: showNumber(readingError.heightMm, 0),
    kind: text(results.provisional ? 'results.provisional' : 'results.ownError'),
  };
  const names = (verdict: ResultRow['verdict']): string =>
    rows
      .filter((row) => row.verdict === verdict)
      .map(({ id }) => text(`results.${id}`))
      .join(', ');
  const list = names('beyond');
  const others = names('within');
  const notComparable =
    comparability !== null && !comparability.comparable && rows.some(({ pre, post }) => pre !== null && post !== null);
  const sentence = changeSentence();
  return (
    <>
      {sentence !== null && <p className="summary">{sentence}</p>}
      {notComparable && <p className="summary warning">{COMPARISON_REASONS[comparability.reason]}</p>}
      {rows.every(({ pre, post }) => pre === null && post === null) && <p className="quiet">{text('results.none')}</p>}
      <Issues results={results} />
    </>
  );

  function changeSentence(): string | null {
    if (list !== '')
      return text(others === '' ? 'results.beyond' : 'results.beyondButNot', { list, others, ...limits });
    return others === '' ? null : text('results.allWithin', limits);
  }
}

function Issues({ results }: { readonly results: LevelResults }) {
  const issues = [...(results.pre?.issues ?? []), ...(results.post?.issues ?? [])];
  const messages = [...new Set(issues.map(({ message }) => message))];
  if (messages.length === 0) return null;
  return (
    <ul className="issues" role="alert">
      {messages.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}

interface TruthProps {
  readonly editor: EditorState;
  readonly truth: Truth;
  readonly results: LevelResults;
}

const TRUTH_MEASURES = {
  Ha: 'anteriorHeight',
  Hm: 'middleHeight',
  Hp: 'posteriorHeight',
  wedge: 'wedgeAngle',
} as const;

/** In the demo: the true value and the reader's error. It teaches accuracy better than a text does. */
function TruthTable({ editor, truth, results }: TruthProps) {
  const { level, rows } = results;
  const entries = (Object.keys(TRUTH_MEASURES) as (keyof typeof TRUTH_MEASURES)[]).flatMap((id) =>
    (['pre', 'post'] as const).flatMap((side, index) => {
      const timepoint = editor.panes[index] ?? side;
      const points = truth[timepoint]?.[level];
      const measures = points && measuresOf(editor, timepoint, level, points);
      const expected = measures ? valueOf(measures.measures[TRUTH_MEASURES[id]]) : null;
      const own = rows.find((row) => row.id === id)?.[side] ?? null;
      return expected === null || own === null ? [] : [{ id, side, timepoint, expected, error: own - expected }];
    }),
  );
  if (entries.length === 0) return null;
  return (
    <section className="truth">
      <h3>{text('results.truth')}</h3>
      <ul>
        {entries.map(({ id, side, timepoint, expected, error }) => (
          <li key={`${id}-${side}`}>
            <span>{`${text(`results.${id as ResultId}` as TextKey)} ${timepoint}`}</span>
            <span>{showNumber(expected, 1)}</span>
            <span className="quiet">{text('results.truthError', { error: showChange(error, 1) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
