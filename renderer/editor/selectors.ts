import type { Affine } from '../../shared/geometry/affine.ts';
import type { Landmark, PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import {
  findExam,
  findReading,
  findSubject,
  findVertebra,
  landmarksOf,
  placedLandmarks,
} from '../../shared/study/find.ts';
import type { Exam, ExamImage, Reading, Study, Subject, Vertebra } from '../../shared/study/study.ts';
import { examKey, type EditorState } from './editorState.ts';
import type { PaneIndex, Selection } from './place.ts';
import { placingOrder } from './preferences.ts';
import { fitViewport, viewTransform, type ViewGeometry, type Viewport } from './viewport.ts';

/** The study as it is seen: the preview during a drag, else the present one. */
export const shownStudy = (state: EditorState): Study => state.preview ?? state.history.present;

export const isUnsaved = (state: EditorState): boolean => state.history.present !== state.savedStudy;

export const currentSubject = (state: EditorState): Subject | null =>
  state.subjectId === null ? null : (findSubject(shownStudy(state), state.subjectId) ?? null);

export const paneExam = (state: EditorState, pane: PaneIndex): Exam | null => examAt(state, state.panes[pane]);

export const examAt = (state: EditorState, timepoint: string): Exam | null =>
  findExam(currentSubject(state) ?? undefined, timepoint) ?? null;

export const readingAt = (state: EditorState, timepoint: string): Reading | null =>
  findReading(examAt(state, timepoint) ?? undefined, state) ?? null;

export const vertebraAt = (state: EditorState, timepoint: string, level: Level): Vertebra | null =>
  findVertebra(readingAt(state, timepoint) ?? undefined, level) ?? null;

export const landmarksAt = (state: EditorState, timepoint: string, level: Level): PlacedLandmarks =>
  placedLandmarks(vertebraAt(state, timepoint, level) ?? undefined);

/** The landmarks a reader places himself at this level: six, four where the middles are derived, three at S1. */
export function landmarksToPlace(study: Study, level: Level): readonly Landmark[] {
  const all = landmarksOf(level);
  return study.protocol.pointScheme === 'four' ? all.filter((code) => !code.endsWith('M')) : all;
}

/** The landmarks of the level that are neither placed nor declared not visible, in the order of placing. */
export function openLandmarks(state: EditorState, timepoint: string, level: Level): readonly Landmark[] {
  const vertebra = vertebraAt(state, timepoint, level);
  if (vertebra?.finalisedAt !== undefined || vertebra?.missing !== undefined) return [];
  return landmarksInOrder(state, level).filter(
    (code) => vertebra?.landmarks[code] === undefined && vertebra?.states[code]?.kind !== 'not_visible',
  );
}

/** What there is to place at this level, in the order in which this person places it. */
export function landmarksInOrder(state: EditorState, level: Level): readonly Landmark[] {
  const wanted = landmarksToPlace(shownStudy(state), level);
  return placingOrder(state.preferences).filter((code) => wanted.includes(code));
}

/** The first of the open landmarks; null when the level is done. */
export const nextLandmark = (state: EditorState, timepoint: string, level: Level): Landmark | null =>
  openLandmarks(state, timepoint, level)[0] ?? null;

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** How many of the level's landmarks are answered (placed, or not visible with a reason) at one timepoint. */
export function levelProgress(state: EditorState, timepoint: string, level: Level): Progress {
  const vertebra = vertebraAt(state, timepoint, level);
  const wanted = landmarksToPlace(shownStudy(state), level);
  const done = wanted.filter(
    (code) => vertebra?.landmarks[code] !== undefined || vertebra?.states[code]?.kind === 'not_visible',
  );
  return { done: vertebra?.missing === undefined ? done.length : wanted.length, total: wanted.length };
}

export type LevelMark = 'empty' | 'partly' | 'complete' | 'finalised';

/** The mark of a level in the level column, over the two timepoints shown that have an image. */
export function levelMark(state: EditorState, level: Level): LevelMark {
  const timepoints = state.panes.filter((timepoint) => examAt(state, timepoint)?.image !== undefined);
  const progress = timepoints.map((timepoint) => levelProgress(state, timepoint, level));
  if (progress.every(({ done }) => done === 0)) return 'empty';
  if (progress.some(({ done, total }) => done < total)) return 'partly';
  const finalised = timepoints.every((timepoint) => vertebraAt(state, timepoint, level)?.finalisedAt !== undefined);
  return finalised ? 'finalised' : 'complete';
}

/** True when everything that was read of the level in the films of the screen is locked; films without it do not count. */
export function isLevelFinal(state: EditorState, level: Level): boolean {
  const read = state.panes
    .flatMap((timepoint) => vertebraAt(state, timepoint, level) ?? [])
    .filter(({ landmarks, missing }) => missing !== undefined || Object.keys(landmarks).length > 0);
  return read.length > 0 && read.every(({ finalisedAt }) => finalisedAt !== undefined);
}

export function imageGeometry(state: EditorState, pane: PaneIndex): (ViewGeometry & { image: ExamImage }) | null {
  const exam = paneExam(state, pane);
  const size = state.sizes[pane];
  if (!exam?.image || size.width === 0 || size.height === 0) return null;
  const { relativeSpacing } = examCalibration(exam);
  return { image: exam.image, relativeSpacing, display: exam.display, size };
}

export function paneViewport(state: EditorState, pane: PaneIndex): Viewport | null {
  const geometry = imageGeometry(state, pane);
  if (!geometry || state.subjectId === null) return null;
  return state.viewports[examKey(state.subjectId, state.panes[pane])] ?? fitViewport(geometry);
}

/** Stored pixels to CSS pixels of the pane; null without an image. */
export function paneTransform(state: EditorState, pane: PaneIndex): Affine | null {
  const geometry = imageGeometry(state, pane);
  const viewport = paneViewport(state, pane);
  return geometry && viewport ? viewTransform(viewport, geometry) : null;
}

export const selectedPane = (state: EditorState, selection: Selection): PaneIndex | null => {
  const pane = state.panes.indexOf(selection.timepoint);
  return pane === 0 || pane === 1 ? pane : null;
};
