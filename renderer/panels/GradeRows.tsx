import { useState, type ReactElement } from 'react';
import type { GenantEstimate } from '../../shared/spine/genant.ts';
import type { GradeMeasureId } from '../../shared/spine/measureDefinition.ts';
import type { LevelMeasures } from '../../shared/spine/measureSpine.ts';
import { setVertebraFacts } from '../../shared/study/edits/vertebraEdits.ts';
import type { LevelResults } from '../editor/levelResults.ts';
import { examAt, vertebraAt } from '../editor/selectors.ts';
import { editorOf, perform } from '../files/app.ts';
import { text } from '../messages/text.ts';
import { DefinitionRow, MeasureName } from './MeasureDefinition.tsx';
import { useApp, useAppState } from './useApp.ts';

const GRADES = [0, 0.5, 1, 2, 3] as const;

/** The computed estimate of the Genant grade beside the reader's own: the first is arithmetic, the second a judgement. */
export function GradeRows({ results }: { readonly results: LevelResults }): ReactElement {
  const panes = useAppState(({ editor }) => editor.panes);
  const [open, setOpen] = useState(false);
  const basis = basisOf(results.pre ?? results.post);
  return (
    <>
      <tr>
        <th scope="row">
          <MeasureName id={basis} isOpen={open} onToggle={() => setOpen(!open)}>
            {text('results.genant')}
          </MeasureName>
        </th>
        <td>{estimate(results.pre)}</td>
        <td>{estimate(results.post)}</td>
        <td aria-hidden="true" />
      </tr>
      {open && <DefinitionRow id={basis} columns={4} />}
      <tr>
        <th scope="row">{text('results.genantOwn')}</th>
        {panes.map((timepoint) => (
          <td key={timepoint}>
            <GradeChoice results={results} timepoint={timepoint} />
          </td>
        ))}
        <td aria-hidden="true" />
      </tr>
    </>
  );
}

/** By the neighbours where there are any, else within the vertebra. */
const genantOf = (measures: LevelMeasures | null): GenantEstimate | null =>
  measures?.adjacent.genant ?? measures?.genantWithin ?? null;

const basisOf = (measures: LevelMeasures | null): GradeMeasureId =>
  genantOf(measures)?.basis === 'within' ? 'genantWithin' : 'genantAdjacent';

/** The grade, and by which height it came about: the shape of the deformity. */
function estimate(measures: LevelMeasures | null): ReactElement | string {
  const genant = genantOf(measures);
  if (genant === null) return '–';
  if (genant.type === null) return String(genant.grade);
  return (
    <>
      {genant.grade}
      <span className="unit since">{text(`genant.${genant.type}`)}</span>
    </>
  );
}

function GradeChoice({
  results: { level },
  timepoint,
}: {
  readonly results: LevelResults;
  readonly timepoint: string;
}) {
  const app = useApp();
  const hasImage = useAppState(({ editor }) => examAt(editor, timepoint)?.image !== undefined);
  const grade = useAppState(({ editor }) => vertebraAt(editor, timepoint, level)?.sqGrade);
  const choose = (typed: string): void => {
    const editor = editorOf(app);
    const sqGrade = GRADES.find((candidate) => String(candidate) === typed) ?? null;
    const { subjectId, reader, reading } = editor;
    const place = { subjectId: subjectId ?? '', timepoint, reader, reading, level, at: app.now() };
    const study = setVertebraFacts(editor.history.present, { ...place, facts: { sqGrade } });
    perform(app, { type: 'commit', study, label: `grade:${level}:${timepoint}`, focus: { timepoint, level } });
  };
  return (
    <select
      disabled={!hasImage}
      value={grade === undefined ? '' : String(grade)}
      aria-label={`${text('results.genantOwn')} ${timepoint}`}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{text('results.genantNone')}</option>
      {GRADES.map((candidate) => (
        <option key={candidate} value={candidate}>
          {candidate}
        </option>
      ))}
    </select>
  );
}
