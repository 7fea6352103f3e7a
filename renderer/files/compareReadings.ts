import { replaceLandmarks } from '../../shared/study/edits/landmarkEdits.ts';
import {
  comparedPart,
  COMPARED_READER,
  meanLandmarks,
  readingName,
  type ComparedReadings,
  type ReadingName,
} from '../../shared/study/comparedPart.ts';
import { isConsensus } from '../../shared/study/consensus.ts';
import type { Exam, Protocol } from '../../shared/study/study.ts';
import { createEditor } from '../editor/editorState.ts';
import { paneExam, vertebraAt } from '../editor/selectors.ts';
import { editorOf, perform, type App, type AppState } from './app.ts';
import { leavePart } from './document.ts';

/** The readings of a film that can be compared: those with points, without what was agreed on. */
export const readingsToCompare = (exam: Exam | null, protocol: Protocol): readonly ReadingName[] =>
  (exam?.readings ?? []).flatMap(({ reader, number, vertebrae }) =>
    isConsensus(protocol, reader) || vertebrae.length === 0 ? [] : [{ reader, reading: number }],
  );

/** The film of the active view, when it has been read twice. */
export function comparableFilm({ editor }: Pick<AppState, 'editor'>): ComparedReadings | null {
  const exam = paneExam(editor, editor.activePane);
  const [first, second] = readingsToCompare(exam, editor.history.present.protocol);
  if (!exam || !first || !second || editor.subjectId === null) return null;
  return { subjectId: editor.subjectId, timepoint: exam.timepoint, first, second };
}

/** Shows two readings of the film of the active view beside each other. */
export function openComparison(app: App): void {
  const readings = comparableFilm(app.store.getState());
  if (readings !== null) showComparison(app, readings);
}

function showComparison(app: App, readings: ComparedReadings): void {
  const { editor: outside } = app.store.getState();
  const study = comparedPart(outside.history.present, readings);
  if (study === null) return;
  const { levels } = study.protocol;
  const level = outside.level !== null && levels.includes(outside.level) ? outside.level : (levels[0] ?? null);
  app.store.setState({
    part: { kind: 'compared', outside, readings },
    drawer: null,
    notice: null,
    editor: {
      ...createEditor(study, { saved: false }),
      sizes: outside.sizes,
      loupeFactor: outside.loupeFactor,
      switches: { ...outside.switches, linked: true, ghost: false },
      subjectId: readings.subjectId,
      reader: COMPARED_READER,
      panes: [readingName(readings.first), readingName(readings.second)],
      level,
    },
  });
}

/** Another pair of readings of the same film; what was agreed on so far is kept. */
export function compareOthers(app: App, change: Partial<Pick<ComparedReadings, 'first' | 'second'>>): void {
  const { part } = app.store.getState();
  if (part?.kind !== 'compared') return;
  closeComparison(app);
  showComparison(app, { ...part.readings, ...change });
}

/** Back to the films; what was agreed on is a reading of its own, in one step of undo. */
export function closeComparison(app: App): void {
  const { part } = app.store.getState();
  if (part?.kind === 'compared') leavePart(app, { label: `consensus:${part.readings.timepoint}` });
}

/** Records one of the readings, or the middle of both, as what is agreed on for the present level. */
export function agreeOn(app: App, choice: 'first' | 'second' | 'mean'): void {
  const { part, editor } = app.store.getState();
  const { level, subjectId } = editor;
  const consensus = editor.history.present.protocol.timepoints[2]?.id;
  if (part?.kind !== 'compared' || level === null || subjectId === null || consensus === undefined) return;
  const [first, second] = [part.readings.first, part.readings.second].map(
    (name) => vertebraAt(editor, readingName(name), level) ?? undefined,
  );
  const taken = choice === 'first' ? first : second;
  const landmarks = choice === 'mean' ? meanLandmarks(first, second) : (taken?.landmarks ?? {});
  const states = choice === 'mean' ? {} : (taken?.states ?? {});
  const place = { subjectId, timepoint: consensus, reader: COMPARED_READER, reading: 1, level };
  const study = replaceLandmarks(editorOf(app).history.present, { ...place, landmarks, states, at: app.now() });
  perform(
    app,
    { type: 'commit', study, label: `agree:${level}`, focus: { timepoint: consensus, level } },
    {
      type: 'setPanes',
      panes: [editor.panes[0] === consensus ? readingName(part.readings.first) : editor.panes[0], consensus],
    },
    { type: 'setActivePane', pane: 1 },
  );
}
