import { useState, type ReactElement } from 'react';
import type { EditorState } from '../editor/editorState.ts';
import { levelResults, measuresOf, type LevelResults, type ResultRow } from '../editor/levelResults.ts';
import { definitionOf } from '../../shared/spine/formulas.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { isMeasured, valueOf, type Measure } from '../../shared/spine/measure.ts';
import type { Truth } from '../files/app.ts';
import { angleName } from '../messages/coreText.ts';
import { decimalsOf, showChange, showNumber, UNIT_TEXT } from '../messages/numbers.ts';
import { measureName, text } from '../messages/text.ts';
import { GradeRows } from './GradeRows.tsx';
import { DefinitionRow, MeasureName } from './MeasureDefinition.tsx';
import { RestorationTable } from './RestorationTable.tsx';
import { ResultNotes } from './ResultNotes.tsx';
import './reading.css';
import { useAppState } from './useApp.ts';

/** The numbers of a level: before, after, change; bold where a change is beyond the reading error. */
export function MeasurementTable({ level }: { readonly level: Level }): ReactElement {
  const editor = useAppState((state) => state.editor);
  const truth = useAppState((state) => state.truth);
  const part = useAppState((state) => state.part ?? null);
  const results = levelResults(editor, level);
  // A blinded reader has one film.
  const isSingle = editor.panes[1] === '';
  if (level === 'S1') return <p className="quiet">{text('results.S1')}</p>;
  return (
    <>
      <table className={`results ${isSingle ? 'single-film' : ''}`} aria-label={text('results.title')}>
        <Columns />
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{text('results.measure')}</span>
            </th>
            <th scope="col" className="pre">
              {editor.panes[0].toUpperCase()}
            </th>
            {!isSingle && (
              <>
                <th scope="col" className="post">
                  {editor.panes[1].toUpperCase()}
                </th>
                <th scope="col">{text(part?.kind === 'compared' ? 'compared.difference' : 'results.change')}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {results.own.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {part?.kind !== 'compared' && <ResultNotes results={results} />}
      {results.neighbours.length > 0 && (
        <table className={`results ${isSingle ? 'single-film' : ''}`} aria-label={text('results.withNeighbours')}>
          <Columns />
          <thead>
            <tr>
              <th scope="colgroup" colSpan={4} className="caption">
                {text('results.withNeighbours')} <span className="unit">{references(results)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {results.neighbours.map((row) => (
              <Row key={row.name ?? row.id} row={row} />
            ))}
            <GradeRows results={results} />
          </tbody>
        </table>
      )}
      {!part && <RestorationTable results={results} />}
      {results.further.length > 0 && <FurtherMeasures rows={results.further} isSingle={isSingle} />}
      {truth && <TruthTable editor={editor} truth={truth} results={results} />}
    </>
  );
}

/** What is seldom looked at is made only when somebody looks: numbers follow a point that is being dragged. */
function FurtherMeasures({ rows, isSingle }: { readonly rows: readonly ResultRow[]; readonly isSingle: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="further" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text('results.further')}</summary>
      {open && (
        <table className={`results ${isSingle ? 'single-film' : ''}`} aria-label={text('results.further')}>
          <Columns />
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

/** Both tables have the same columns, so that numbers stand under numbers. */
const Columns = (): ReactElement => (
  <colgroup>
    <col />
    <col className="value" />
    <col className="value" />
    <col className="change" />
  </colgroup>
);

/** The intact neighbours that the expected heights come from, e.g. "expected from T12, L2". */
function references({ pre, post }: LevelResults): string {
  const expected = (pre ?? post)?.adjacent.expected.anteriorHeight ?? null;
  const levels = [expected?.above, expected?.below].flatMap((reference) => reference?.level ?? []);
  return levels.length === 0 ? '' : text('results.reference', { levels: levels.join(', ') });
}

function Row({ row }: { readonly row: ResultRow }) {
  const [open, setOpen] = useState(false);
  const { id, pre, post, change, verdict } = row;
  const unit = unitOf(row);
  return (
    <>
      <tr>
        <th scope="row">
          <MeasureName id={id} isOpen={open} onToggle={() => setOpen(!open)}>
            {row.name === null ? measureName(id) : angleName(id, row.name)}{' '}
            <span className="unit">{UNIT_TEXT[unit]}</span>
          </MeasureName>
        </th>
        <td data-result={`${id}-pre`}>{cell(pre)}</td>
        <td data-result={`${id}-post`}>{cell(post)}</td>
        <td
          data-result={`${id}-change`}
          className={`change ${verdict}`}
          title={verdict === 'unknown' ? undefined : text(`results.verdict.${verdict}`)}
        >
          {change && isMeasured(change) ? showChange(change.value, decimalsOf(change.unit)) : ''}
        </td>
      </tr>
      {open && <DefinitionRow id={id} columns={4} />}
    </>
  );
}

const cell = (measure: Measure | null): string =>
  measure && isMeasured(measure) ? showNumber(measure.value, decimalsOf(measure.unit)) : '–';

const unitOf = ({ pre, post, id }: ResultRow): keyof typeof UNIT_TEXT => {
  const found = [pre, post].find((measure) => measure !== null && isMeasured(measure));
  if (found && isMeasured(found)) return found.unit;
  const { unit } = definitionOf(id);
  return unit === 'deg' || unit === '%' || unit === '1' ? unit : 'mm';
};

interface TruthProps {
  readonly editor: EditorState;
  readonly truth: Truth;
  readonly results: LevelResults;
}

const TRUTH_MEASURES = ['anteriorHeight', 'middleHeight', 'posteriorHeight', 'wedgeAngle'] as const;

/** In the demo: the true value and the reader's error. It teaches accuracy better than a text does. */
function TruthTable({ editor, truth, results }: TruthProps) {
  const { level } = results;
  const entries = TRUTH_MEASURES.flatMap((id) =>
    ([results.pre, results.post] as const).flatMap((measured, index) => {
      const timepoint = editor.panes[index === 0 ? 0 : 1];
      const points = truth[timepoint]?.[level];
      const measures = points && measuresOf(editor, timepoint, level, points);
      const expected = measures ? valueOf(measures.measures[id]) : null;
      const own = measured === null ? null : valueOf(measured.measures[id]);
      return expected === null || own === null ? [] : [{ id, timepoint, expected, error: own - expected }];
    }),
  );
  if (entries.length === 0) return null;
  return (
    <section className="truth">
      <h3>{text('results.truth')}</h3>
      <ul>
        {entries.map(({ id, timepoint, expected, error }) => (
          <li key={`${id}-${timepoint}`}>
            <span>{`${measureName(id)} ${timepoint}`}</span>
            <span>{showNumber(expected, 1)}</span>
            <span className="quiet">{text('results.truthError', { error: showChange(error, 1) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
