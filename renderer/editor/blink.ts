import { apply, compose, translation, scaling, type Affine } from '../../shared/geometry/affine.ts';
import { similarity } from '../../shared/geometry/similarity.ts';
import { cross, between, type Vector } from '../../shared/geometry/vector.ts';
import type { Landmark, PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import type { EditorState } from './editorState.ts';
import { anchorsOf, commonLandmarks } from './linkViews.ts';
import type { PaneIndex } from './place.ts';
import { imageGeometry, landmarksAt, paneExam, paneTransform, paneViewport } from './selectors.ts';
import { fitViewport, viewTransform } from './viewport.ts';

/**
 * The map that shows the other film in this view, lying on it: its current vertebra at the same place, turned alike, and
 * equally large: in millimetres where both films have them, else as wide as its points. Without points that both films
 * share the places where the vertebra is expected are laid on each other, else the middles of the views. Null unless both
 * views have a film.
 */
export function blinkTransform(state: EditorState, pane: PaneIndex): Affine | null {
  const other: PaneIndex = pane === 0 ? 1 : 0;
  const size = state.sizes[pane];
  const sized: EditorState = { ...state, sizes: [size, size] };
  const own = paneTransform(sized, pane);
  const geometry = imageGeometry(sized, other);
  if (!own || !geometry || paneExam(state, 0) === paneExam(state, 1)) return null;
  const shown = viewTransform(paneViewport(sized, other) ?? fitViewport(geometry), geometry);
  const laid = layOver(sized, pane, { own, shown });
  return laid ? compose(laid, shown) : null;
}

interface Maps {
  readonly own: Affine;
  readonly shown: Affine;
}

/** From where the other film would be shown to where it has to lie. */
function layOver(state: EditorState, pane: PaneIndex, { own, shown }: Maps): Affine | null {
  const other: PaneIndex = pane === 0 ? 1 : 0;
  const scale = sameMillimetres(state, pane);
  const size = state.sizes[pane];
  const middle = { x: size.width / 2, y: size.height / 2 };
  if (state.level === null) return around(middle, middle, scale ?? 1);
  const [here, there] = [pane, other].map((index) => landmarksAt(state, state.panes[index] ?? '', state.level ?? 'L1'));
  const codes = commonLandmarks(state, state.level);
  const placesOf = (landmarks: PlacedLandmarks | undefined, map: Affine): Partial<Record<Landmark, Vector>> =>
    Object.fromEntries(
      codes.flatMap((code) => {
        const point = landmarks?.[code];
        return point ? [[code, apply(map, point)]] : [];
      }),
    );
  const [to, from] = [placesOf(here, own), placesOf(there, shown)];
  const mirrored = handedness(to) * handedness(from) < 0;
  const laid = similarity(Object.values(from), Object.values(to), { mirrored, ...(scale === null ? {} : { scale }) });
  if (laid) return laid;
  const anchors = anchorsOf(state, state.level);
  return anchors
    ? around(apply(shown, anchors[other]), apply(own, anchors[pane]), scale ?? 1)
    : around(middle, middle, scale ?? 1);
}

/** How many times larger the other film has to be shown for its millimetres to be as long; null where one has none. */
function sameMillimetres(state: EditorState, pane: PaneIndex): number | null {
  const other: PaneIndex = pane === 0 ? 1 : 0;
  const perMillimetre = ([pane, other] as const).map((index) => {
    const spacing = examCalibration(paneExam(state, index) ?? undefined).spacing;
    const zoom = paneViewport(state, index)?.zoom;
    return spacing && zoom !== undefined ? zoom / spacing.columnSpacing : null;
  });
  const [here, there] = perMillimetre;
  return here && there ? here / there : null;
}

/** Which way the body faces, as it is seen: the sign of its signed area; 0 where too few points say so. */
function handedness({ SA, SP, IA, IP }: Partial<Record<Landmark, Vector>>): number {
  const lower = IA ?? IP;
  const upper = SA ?? SP;
  if (SA && SP && lower) return Math.sign(cross(between(SP, SA), between(SP, lower)));
  return IA && IP && upper ? -Math.sign(cross(between(IP, IA), between(IP, upper))) : 0;
}

/** Carries one place onto another and enlarges about it. */
const around = (from: Vector, to: Vector, scale: number): Affine =>
  compose(translation(to.x, to.y), compose(scaling(scale), translation(-from.x, -from.y)));
