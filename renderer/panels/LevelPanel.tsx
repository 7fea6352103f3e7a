import { useEffect, useRef, type ReactElement } from 'react';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import { hasInferiorEndplate, type Level } from '../../shared/spine/levels.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { setVertebraFacts } from '../../shared/study/edits/vertebraEdits.ts';
import { levelResults } from '../editor/levelResults.ts';
import { landmarksAt, nextLandmark, paneExam, vertebraAt } from '../editor/selectors.ts';
import { editorOf, perform } from '../files/app.ts';
import { paneImage } from '../files/pictureSettings.ts';
import { showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { MeasurementTable } from './MeasurementTable.tsx';
import { PointList } from './PointList.tsx';
import { Schematic } from './Schematic.tsx';
import { useApp, useAppState } from './useApp.ts';

/** The right side: the current level, its points, its numbers. */
export function LevelPanel(): ReactElement {
  const level = useAppState(({ editor }) => editor.level);
  const hasImages = useAppState(({ editor }) =>
    [0, 1].some((pane) => paneExam(editor, pane === 0 ? 0 : 1)?.image !== undefined),
  );
  if (level === null) {
    return (
      <aside className="level-panel">
        <p className="quiet">{text(hasImages ? 'results.pickLevel' : 'results.noImages')}</p>
        <Planes />
      </aside>
    );
  }
  return (
    <aside className="level-panel" aria-label={level}>
      <LevelHead level={level} />
      <PresentPoint level={level} />
      <PointList pane={0} level={level} />
      <PointList pane={1} level={level} />
      <MeasurementTable level={level} />
      <Planes />
      <Note key={level} level={level} />
    </aside>
  );
}

function LevelHead({ level }: { readonly level: Level }) {
  const reader = useAppState(({ editor }) => editor.reader);
  const reading = useAppState(({ editor }) => editor.reading);
  return (
    <header>
      <h1>{level}</h1>
      <p className="quiet">{text('results.reading', { reader, reading })}</p>
    </header>
  );
}

/** The landmark that is selected or comes next: drawn, named, and with its coordinates. */
function PresentPoint({ level }: { readonly level: Level }) {
  const editor = useAppState((state) => state.editor);
  const { selection, panes, activePane, tool } = editor;
  const selected = selection?.level === level ? selection : null;
  const timepoint = tool.kind === 'armed' ? panes[activePane] : (selected?.timepoint ?? panes[activePane]);
  const next = nextLandmark(editor, timepoint, level);
  const lit = tool.kind === 'armed' ? next : (selected?.landmark ?? next);
  const landmarks = landmarksAt(editor, timepoint, level);
  const point = lit ? landmarks[lit] : undefined;
  const { pre, post } = levelResults(editor, level);
  const facing =
    (timepoint === panes[0] ? pre : post)?.anteriorDirection ??
    orientationOf(paneExam(editor, activePane)?.image?.patientOrientation);
  return (
    <div className={`present-point ${timepoint === panes[0] ? 'at-pre' : 'at-post'}`}>
      <Schematic
        lit={lit}
        placed={new Set(Object.keys(landmarks) as Landmark[])}
        facesRight={facing === 'image_right'}
        superiorOnly={!hasInferiorEndplate(level)}
      />
      <div>
        {lit && (
          <p>
            <strong>{lit}</strong> {text(`landmark.${lit}`)}
          </p>
        )}
        {point && <p className="quiet numbers">{`x ${showNumber(point.x, 2)}  y ${showNumber(point.y, 2)} px`}</p>}
        {selected && <p className="quiet small">{text('results.nudge')}</p>}
      </div>
    </div>
  );
}

const orientationOf = (orientation: readonly string[] | undefined): 'image_right' | 'image_left' =>
  orientation?.[0]?.startsWith('A') ? 'image_right' : 'image_left';

/** The plane that the millimetres of each film belong to, and what else has to be known of the film. */
function Planes() {
  const state = useAppState((all) => all);
  const films = ([0, 1] as const).flatMap((pane) => {
    const exam = paneExam(state.editor, pane);
    if (!exam?.image) return [];
    const image = paneImage(state, pane);
    const warnings = image?.radiograph.warnings ?? [];
    const ratio = image?.radiograph.lossyRatio;
    return [
      { timepoint: exam.timepoint, label: examCalibration(exam).label, lossy: exam.image.lossy, ratio, warnings },
    ];
  });
  return (
    <>
      <ul className="planes">
        {films.map(({ timepoint, label, lossy, ratio }) => (
          <li key={timepoint}>
            {`${timepoint.toUpperCase()}: ${label}${lossy ? ` · ${text('results.lossy')}${ratio ? ` ${showNumber(ratio, 0)}:1` : ''}` : ''}`}
          </li>
        ))}
      </ul>
      <ul className="film-warnings">
        {films.flatMap(({ timepoint, warnings }) =>
          warnings.map(({ code, message }) => (
            <li key={`${timepoint}-${code}`}>{`${timepoint.toUpperCase()}: ${message}`}</li>
          )),
        )}
      </ul>
    </>
  );
}

/** A note belongs to the later film's vertebra where there is one; it is committed when the field is left. */
function Note({ level }: { readonly level: Level }) {
  const app = useApp();
  const timepoint = useAppState(({ editor }) => editor.panes[editor.activePane]);
  const note = useAppState(({ editor }) => vertebraAt(editor, timepoint, level)?.note ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = note;
  }, [note]);
  const commit = (value: string): void => {
    const editor = editorOf(app);
    if (value === note || editor.subjectId === null) return;
    const { subjectId, reader, reading } = editor;
    const place = { subjectId, timepoint, reader, reading, level, at: app.now() };
    const study = setVertebraFacts(editor.history.present, { ...place, facts: { note: value } });
    perform(app, { type: 'commit', study, label: `note:${level}:${timepoint}`, focus: { timepoint, level } });
  };
  return (
    <label className="note">
      <span>{`${text('results.note')} ${timepoint.toUpperCase()}`}</span>
      <textarea
        ref={field}
        rows={2}
        maxLength={2000}
        defaultValue={note}
        placeholder={text('results.noteHint')}
        onBlur={(event) => commit(event.target.value)}
      />
    </label>
  );
}
