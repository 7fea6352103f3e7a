import { useEffect, useMemo, useState } from 'react';
import { apply, invert } from '../../shared/geometry/affine.ts';
import { LANDMARKS } from '../../shared/spine/landmarks.ts';
import type { ImagePoint } from '../../shared/units.ts';
import { FingerLine } from '../canvas/FingerLine.tsx';
import { Loupe } from '../canvas/Loupe.tsx';
import { LOUPE_DIAMETERS } from '../canvas/loupeDrawing.ts';
import type { LoupeHand } from '../canvas/loupeInput.ts';
import type { EditorState } from '../editor/editorState.ts';
import type { PaneIndex } from '../editor/place.ts';
import { landmarksAt, nextLandmark } from '../editor/selectors.ts';
import { isResting } from '../editor/tools/tool.ts';
import { isLocked } from '../editor/tools/selectTool.ts';
import { editorOf, handleInput, perform, type App } from '../files/app.ts';
import type { ImageAppearance } from '../image/cornerstoneView.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import { useCrosshair } from './PaneLayers.tsx';
import { useApp, useAppState } from './useApp.ts';

interface Props {
  readonly pane: PaneIndex;
  readonly image: DecodedImage;
  readonly appearance: ImageAppearance;
  readonly colour: string;
}

/** The loupe stays so long after the last nudge, and after a point was let go: adjusting happens with looking. */
const LINGER_MS = 1500;

/**
 * The surroundings of the point under the hand or under the crosshair. Where the reader wants it always: of the selected
 * point, which can then be moved inside it, else of the pointer.
 */
export function PaneLoupe({ pane, image, appearance, colour }: Props) {
  const app = useApp();
  const loupe = useAppState(({ editor }) => (editor.loupe?.pane === pane ? editor.loupe : null));
  const pinned = usePoint((editor) => pinnedPoint(editor, pane));
  const isAlways = useAppState(({ editor }) => editor.switches.loupeAlways);
  const pointer = useAppState((state) => (isAlways && state.pointer?.pane === pane ? state.pointer : null));
  const size = useAppState(({ editor }) => editor.sizes[pane]);
  const crosshair = useCrosshair(pane);
  const times = useAppState(({ editor }) => editor.loupeFactor);
  const label = useAppState(({ editor }) => loupeLabel(editor, pane, crosshair !== null));
  const outlines = useOutlines(pane);
  const diameter = LOUPE_DIAMETERS[useAppState(({ settings }) => settings.loupeSize) ?? 'usual'];
  const isEditable = useAppState(({ editor }) => canEdit(editor, pane));
  const hand = useLoupeHand(app, pane);
  const at = loupe?.at ?? (crosshair ? apply(invert(appearance.transform), crosshair) : (pinned ?? pointer?.at));
  if (!at) return null;
  return (
    <>
      {loupe?.finger && <FingerLine from={loupe.finger} to={apply(appearance.transform, loupe.at)} colour={colour} />}
      <Loupe
        image={image}
        appearance={appearance}
        at={at}
        viewAt={apply(appearance.transform, at)}
        viewSize={size}
        byTouch={loupe?.byTouch ?? false}
        colour={colour}
        label={label}
        times={times}
        diameter={diameter}
        outlines={outlines}
        hand={isEditable ? hand : null}
      />
    </>
  );
}

/** With the loupe always on, the selected point stays in it while nothing else is to be placed. */
function pinnedPoint(editor: EditorState, pane: PaneIndex): ImagePoint | null {
  const { switches, selection, tool, panes } = editor;
  if (!switches.loupeAlways || tool.kind !== 'idle' || selection?.timepoint !== panes[pane]) return null;
  return landmarksAt(editor, selection.timepoint, selection.level)[selection.landmark] ?? null;
}

/** Whether a press in the loupe takes hold of the selected point: not while another point is to be placed. */
function canEdit(editor: EditorState, pane: PaneIndex): boolean {
  const { selection, tool, panes, loupe } = editor;
  if (selection?.timepoint !== panes[pane] || isLocked({ editor, now: '' }, selection)) return false;
  const isShown = loupe?.pane === pane ? loupe.lingers === true : pinnedPoint(editor, pane) !== null;
  return !isResting(tool) ? tool.resume.kind === 'idle' : tool.kind === 'idle' && isShown;
}

/** A loupe that lingers closes by itself, unless the hand is in it. */
function useLoupeHand(app: App, pane: PaneIndex): LoupeHand {
  const [isInside, setInside] = useState(false);
  const lingering = useAppState(({ editor }) =>
    editor.loupe?.pane === pane && editor.loupe.lingers === true ? editor.loupe : null,
  );
  useEffect(() => {
    if (!lingering || isInside) return undefined;
    const timer = setTimeout(() => {
      if (editorOf(app).loupe === lingering) perform(app, { type: 'setLoupe', loupe: null });
    }, LINGER_MS);
    return () => clearTimeout(timer);
  }, [app, lingering, isInside]);
  return useMemo(
    () => ({
      onPress: (at, pointer, factor) => handleInput(app, { type: 'pressLoupe', pane, at, pointer, factor }),
      onMove: (at, pointer) => handleInput(app, { type: 'move', pane, at, pointer }),
      onRelease: (at) => handleInput(app, { type: 'release', pane, at }),
      onCancel: () => handleInput(app, { type: 'cancel' }),
      onWheel: (steps) => handleInput(app, { type: 'wheelLoupe', pane, at: { x: 0, y: 0 }, steps }),
      onInside: setInside,
    }),
    [app, pane],
  );
}

/** A point that is the same object while it is the same place. */
function usePoint(select: (editor: EditorState) => ImagePoint | null): ImagePoint | null {
  const place = useAppState(({ editor }) => JSON.stringify(select(editor)));
  return useMemo(() => JSON.parse(place) as ImagePoint | null, [place]);
}

/** The endplates of the current level, from corner to corner, for the loupe. */
function useOutlines(pane: PaneIndex): readonly (readonly [ImagePoint, ImagePoint])[] {
  const lines = useAppState(({ editor }) => {
    if (editor.level === null) return '[]';
    const placed = landmarksAt(editor, editor.panes[pane], editor.level);
    const pairs = [
      ['SA', 'SP'],
      ['IA', 'IP'],
    ] as const satisfies readonly (readonly [(typeof LANDMARKS)[number], (typeof LANDMARKS)[number]])[];
    return JSON.stringify(pairs.flatMap(([a, b]) => (placed[a] && placed[b] ? [[placed[a], placed[b]]] : [])));
  });
  return useMemo(() => JSON.parse(lines) as readonly (readonly [ImagePoint, ImagePoint])[], [lines]);
}

/** At the crosshair the landmark that Enter would place, else the one that is under the hand. */
function loupeLabel(editor: EditorState, pane: PaneIndex, isAiming: boolean): string {
  const { selection, panes, level, tool } = editor;
  if (tool.kind === 'placing') return tool.landmark;
  if (isAiming && tool.kind === 'armed' && level !== null) return nextLandmark(editor, panes[pane], level) ?? '';
  return selection?.timepoint === panes[pane] ? selection.landmark : '';
}
