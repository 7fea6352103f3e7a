import type { ReactElement } from 'react';
import { suggestRepairs, type Repair } from '../../shared/spine/repairLandmarks.ts';
import { exchangeLandmarks } from '../../shared/spine/repairLandmarks.ts';
import { replaceLandmarks } from '../../shared/study/edits/landmarkEdits.ts';
import type { LevelResults } from '../editor/levelResults.ts';
import { landmarksAt, vertebraAt } from '../editor/selectors.ts';
import { spineAt } from '../editor/spineAt.ts';
import { editorOf, perform, type App } from '../files/app.ts';
import { issueText } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import { useApp, useAppState } from './useApp.ts';

/** What is doubtful about the points of the two films, worst first, with the exchange of names that would repair it. */
export function IssueList({ results }: { readonly results: LevelResults }): ReactElement | null {
  const app = useApp();
  const panes = useAppState(({ editor }) => editor.panes);
  const sides = [
    { measures: results.pre, timepoint: panes[0] },
    { measures: results.post, timepoint: panes[1] },
  ];
  const entries = sides.flatMap(({ measures, timepoint }) =>
    (measures?.issues ?? []).map((issue, index) => ({
      issue,
      timepoint,
      repairs: index === 0 ? repairsAt(app, results, timepoint) : [],
    })),
  );
  if (entries.length === 0) return null;
  return (
    <ul className="issues" role="alert">
      {entries.map(({ issue, timepoint, repairs }) => (
        <li key={`${timepoint}-${issue.code}`} className={`issue-${issue.severity}`}>
          <span>
            <strong>{timepoint.toUpperCase()}</strong> {issueText(issue)}
          </span>
          {repairs.slice(0, 1).map((repair) => (
            <button key={repair.kind} type="button" onClick={() => applyRepair(app, results, timepoint, repair)}>
              {text(`repair.${repair.kind}`)}
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}

function repairsAt(app: App, { level }: LevelResults, timepoint: string): readonly Repair[] {
  const editor = editorOf(app);
  const film = spineAt(editor, timepoint);
  const measures = film?.spine.levels.get(level);
  if (!film || !measures) return [];
  const others = [...film.spine.levels.values()].filter(
    (other) => other.level !== level && other.body.anterior !== null,
  );
  const otherAnterior = others[0]?.body.anterior ?? null;
  const orientation = film.exam.image?.patientOrientation;
  return suggestRepairs(landmarksAt(editor, timepoint, level), film.calibration, measures.issues, {
    ...(orientation === undefined ? {} : { patientOrientation: orientation }),
    ...(otherAnterior === null ? {} : { otherAnterior }),
  });
}

/** Exchanges names only: every point stays where it was clicked, and undo takes the exchange back. */
function applyRepair(app: App, { level }: LevelResults, timepoint: string, repair: Repair): void {
  const editor = editorOf(app);
  const vertebra = vertebraAt(editor, timepoint, level);
  if (!vertebra || editor.subjectId === null) return;
  const { subjectId, reader, reading } = editor;
  const study = replaceLandmarks(editor.history.present, {
    subjectId,
    timepoint,
    reader,
    reading,
    level,
    landmarks: exchangeLandmarks(vertebra.landmarks, repair),
    states: exchangeLandmarks(vertebra.states, repair),
    at: app.now(),
  });
  perform(app, { type: 'commit', study, label: `repair:${level}:${timepoint}`, focus: { timepoint, level } });
}
