import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { Calibration } from '../../shared/geometry/spacing.ts';
import { filmPictureSvg, type PictureVertebra } from '../../shared/report/figures/filmPicture.ts';
import { LANDMARKS, type Landmark, type PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import type { Exam, ExamImage } from '../../shared/study/study.ts';
import type { PaneIndex } from '../editor/place.ts';
import { landmarksAt, paneExam, readingAt, shownStudy } from '../editor/selectors.ts';
import { viewTransform } from '../editor/viewport.ts';
import { vertebraBox } from '../editor/zoomToVertebra.ts';
import { cropFilm } from '../image/filmCrop.ts';
import { planeText } from '../messages/coreText.ts';
import { showNumber } from '../messages/numbers.ts';
import type { AppState } from './app.ts';
import { paneImage, paneWindow } from './pictureSettings.ts';

/** Pixels of a printed picture along each side: 85 mm at more than 300 dots per inch. */
export const PICTURE_SIDE = 1080;

/** The vertebra takes this share of the picture: its neighbours stay in sight. */
const SHARE = 0.45;

/** Colours that stay apart in print and in grey: before by circles, later by squares and dashes. */
const COLOURS = { baseline: '#56b4e9', later: '#e69f00' } as const;

interface Side {
  readonly exam: Exam & { readonly image: ExamImage };
  readonly calibration: Calibration;
  readonly centre: { readonly x: number; readonly y: number };
  /** Of the vertebra's box, in the unit of the calibration. */
  readonly extent: number;
}

/** How much both pictures show: millimetres, equal where both films have a scale. */
export interface CommonScale {
  readonly extents: readonly [number | null, number | null];
  readonly isEqual: boolean;
}

/** Both crops show the same number of millimetres where both films have them; else each its own vertebra alike. */
export function commonScale(state: AppState, level: Level): CommonScale {
  const sides = [sideOf(state, 0, level), sideOf(state, 1, level)] as const;
  const known = sides.filter((side) => side !== null);
  const isEqual = known.length === 2 && known.every(({ calibration }) => calibration.spacing !== null);
  const largest = Math.max(...known.map(({ extent }) => extent));
  const shown = (side: Side | null): number | null => side && (isEqual ? largest : side.extent) / SHARE;
  return { extents: [shown(sides[0]), shown(sides[1])], isEqual };
}

/** Null without a film or without anything measured near the level. */
function sideOf(state: AppState, pane: PaneIndex, level: Level): Side | null {
  const exam = paneExam(state.editor, pane);
  const box = vertebraBox(state.editor, pane, level);
  if (exam?.image === undefined || box === null) return null;
  const calibration = examCalibration(exam);
  const { columnSpacing, rowSpacing } = calibration.spacing ?? calibration.relativeSpacing;
  return {
    exam: { ...exam, image: exam.image },
    calibration,
    centre: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    extent: Math.max((box.right - box.left) * columnSpacing, (box.bottom - box.top) * rowSpacing),
  };
}

/** The picture of one film around a level, as on the screen: its greys, its turn. Null where nothing can be drawn. */
export function levelPictureSvg(
  state: AppState,
  level: Level,
  wish: { readonly pane: PaneIndex; readonly scale: CommonScale; readonly title: string; readonly points: boolean },
): string | null {
  const side = sideOf(state, wish.pane, level);
  const shown = wish.scale.extents[wish.pane];
  const image = paneImage(state, wish.pane);
  const window = paneWindow(state, wish.pane);
  if (side === null || shown === null || image === null || window === null) return null;
  const toCrop = cropTransform(side, shown);
  const isBaseline = side.exam.timepoint === shownStudy(state.editor).protocol.timepoints[0]?.id;
  return filmPictureSvg({
    title: wish.title,
    side: PICTURE_SIDE,
    dataUrl: cropFilm(image, { toCrop, side: PICTURE_SIDE, window, invert: side.exam.display.invert === true }),
    vertebrae: wish.points ? vertebraeOf(state, side.exam.timepoint, level, toCrop) : [],
    shape: isBaseline ? 'circle' : 'square',
    colour: isBaseline ? COLOURS.baseline : COLOURS.later,
    scaleBar: wish.points ? scaleBarOf(side.calibration, shown) : null,
  });
}

/** The film as the reader has turned it, at this many units of its calibration across the picture. */
function cropTransform({ exam, calibration, centre }: Side, shown: number): Affine {
  const { columnSpacing } = calibration.spacing ?? calibration.relativeSpacing;
  const geometry = {
    image: exam.image,
    relativeSpacing: calibration.relativeSpacing,
    display: exam.display,
    size: { width: PICTURE_SIDE, height: PICTURE_SIDE },
  };
  return viewTransform({ centre, zoom: (PICTURE_SIDE * columnSpacing) / shown }, geometry);
}

function vertebraeOf(state: AppState, timepoint: string, level: Level, map: Affine): readonly PictureVertebra[] {
  const { editor } = state;
  const all = readingAt(editor, timepoint)?.vertebrae ?? [];
  return all.map((vertebra) => ({
    isCurrent: vertebra.level === level,
    points: placesOf(landmarksAt(editor, timepoint, vertebra.level), map),
  }));
}

function placesOf(landmarks: PlacedLandmarks, map: Affine): PictureVertebra['points'] {
  const places: { [code in Landmark]?: readonly [number, number] } = {};
  for (const code of LANDMARKS) {
    const point = landmarks[code];
    if (point === undefined) continue;
    const { x, y } = apply(map, point);
    places[code] = [x, y];
  }
  return places;
}

/** A bar of 10 mm, or of 5 or 20 where that fits better; none without millimetres. */
function scaleBarOf({ spacing, label }: Calibration, shown: number): { length: number; text: string } | null {
  if (spacing === null) return null;
  const millimetres = [5, 10, 20, 50].findLast((length) => length <= shown / 4) ?? 5;
  return { length: (PICTURE_SIDE * millimetres) / shown, text: `${showNumber(millimetres, 0)} ${planeText(label)}` };
}
