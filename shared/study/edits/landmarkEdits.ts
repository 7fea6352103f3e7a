import type { Landmark } from '../../spine/landmarks.ts';
import { findExam, findSubject, landmarksOf } from '../find.ts';
import type { ExamImage, LandmarkState, Study, Vertebra } from '../study.ts';
import { changeOrAddVertebra, changeVertebra, withFields } from './change.ts';
import type { VertebraPlace } from './change.ts';
import { withDerivedMiddles } from './derivedMiddles.ts';

type Point = readonly [number, number];
type States = { [code in Landmark]?: LandmarkState };
type Points = { [code in Landmark]?: Point };

/** Stored-pixel space reaches from 0 to columns and from 0 to rows, both included (DICOM PS3.3 C.18.6). */
export function isInsideImage(point: Point, image: Pick<ExamImage, 'rows' | 'columns'>): boolean {
  const [x, y] = point;
  return x >= 0 && x <= image.columns && y >= 0 && y <= image.rows;
}

/**
 * Puts one landmark at a point in stored-pixel space; the reading and the vertebra are made when absent. Without
 * `state` an estimated point stays estimated and any other mark is lifted, so that a point moved by hand is no longer
 * assisted; null makes it an ordinary visible point. An estimated point stays estimated also when it is assisted.
 * Refused (same study): no image, outside the image, a landmark that the level does not have, a finalised level.
 */
export function placeLandmark(
  study: Study,
  parameters: VertebraPlace & {
    readonly landmark: Landmark;
    readonly point: Point;
    readonly at: string;
    readonly state?: LandmarkState | null;
  },
): Study {
  const { landmark, point, at, level, state } = parameters;
  if (!landmarksOf(level).includes(landmark) || !fitsImage(study, parameters, [point])) return study;
  return changeOrAddVertebra(study, parameters, at, (vertebra) => {
    const old = vertebra.states[landmark];
    const isKept = old?.kind === 'estimated' && (state === undefined || state?.kind === 'assisted');
    const mark = isKept ? old : (state ?? undefined);
    return withPoints(study, vertebra, at, (points, states) => {
      points[landmark] = [point[0], point[1]];
      setOrDelete(states, landmark, mark?.kind === 'estimated' || mark?.kind === 'assisted' ? mark : undefined);
    });
  });
}

/** Takes a landmark away, with its mark. In the four-corner scheme a middle point becomes derived again. */
export function clearLandmark(
  study: Study,
  parameters: VertebraPlace & { readonly landmark: Landmark; readonly at: string },
): Study {
  const { landmark, at } = parameters;
  return changeVertebra(study, parameters, (vertebra) =>
    withPoints(study, vertebra, at, (points, states) => {
      delete points[landmark];
      delete states[landmark];
    }),
  );
}

/** Takes all landmarks and their marks away; grades, notes and the record of revisions stay. */
export function clearLevel(study: Study, parameters: VertebraPlace & { readonly at: string }): Study {
  return changeVertebra(study, parameters, (vertebra) =>
    withPoints(study, vertebra, parameters.at, (points, states) => {
      for (const code of landmarksOf(vertebra.level)) {
        delete points[code];
        delete states[code];
      }
    }),
  );
}

/**
 * Marks a landmark: `not_visible` takes its point away (nothing was seen there), `estimated` needs a point, null lifts
 * the mark. `derived` is the program's own mark, `assisted` comes with the place it proposed; both are refused here.
 */
export function setLandmarkState(
  study: Study,
  parameters: VertebraPlace & {
    readonly landmark: Landmark;
    readonly state: LandmarkState | null;
    readonly at: string;
  },
): Study {
  const { landmark, state, at, level } = parameters;
  const isOurs = state?.kind === 'derived' || state?.kind === 'assisted';
  if (!landmarksOf(level).includes(landmark) || isOurs || !fitsImage(study, parameters, [])) return study;
  return changeOrAddVertebra(study, parameters, at, (vertebra) => {
    if (state?.kind === 'estimated' && vertebra.landmarks[landmark] === undefined) return vertebra;
    return withPoints(study, vertebra, at, (points, states) => {
      if (state?.kind === 'not_visible') delete points[landmark];
      setOrDelete(states, landmark, state ?? undefined);
    });
  });
}

/**
 * Replaces all landmarks of a level at once (repair of mixed-up labels, suggestions, import). Marks of landmarks that
 * `states` does not name are lifted. Refused as in {@link placeLandmark}.
 */
export function replaceLandmarks(
  study: Study,
  parameters: VertebraPlace & {
    readonly landmarks: Vertebra['landmarks'];
    readonly states?: Vertebra['states'];
    readonly at: string;
  },
): Study {
  const { landmarks, states = {}, at, level } = parameters;
  const allowed = landmarksOf(level);
  const named = [...Object.keys(landmarks), ...Object.keys(states)];
  if (!named.every((code) => (allowed as readonly string[]).includes(code))) return study;
  const placed = allowed.flatMap((code) => (landmarks[code] === undefined ? [] : [landmarks[code]]));
  if (!fitsImage(study, parameters, placed)) return study;
  return changeOrAddVertebra(study, parameters, at, (vertebra) =>
    withPoints(study, vertebra, at, (points, marks) => {
      for (const code of allowed) {
        const point = landmarks[code];
        if (point === undefined) delete points[code];
        else points[code] = [point[0], point[1]];
        setOrDelete(marks, code, states[code]);
      }
    }),
  );
}

/** One change of points and marks: refused when finalised, middles derived, the time noted only if something changed. */
function withPoints(
  study: Study,
  vertebra: Vertebra,
  at: string,
  edit: (points: Points, states: States) => void,
): Vertebra {
  if (vertebra.finalisedAt !== undefined) return vertebra;
  const points: Points = { ...vertebra.landmarks };
  const states: States = { ...vertebra.states };
  edit(points, states);
  const hasContent = Object.keys(points).length > 0 || Object.keys(states).length > 0;
  const edited = withFields(vertebra, {
    landmarks: points,
    states,
    missing: hasContent ? undefined : vertebra.missing,
  });
  const next = withDerivedMiddles(edited, study.protocol.pointScheme);
  const changed = withFields(vertebra, next);
  return changed === vertebra ? vertebra : { ...next, measuredAt: at };
}

function fitsImage(study: Study, place: VertebraPlace, points: readonly Point[]): boolean {
  const image = findExam(findSubject(study, place.subjectId), place.timepoint)?.image;
  return image !== undefined && points.every((point) => isInsideImage(point, image));
}

function setOrDelete(states: States, landmark: Landmark, state: LandmarkState | undefined): void {
  if (state === undefined) delete states[landmark];
  else states[landmark] = state;
}
