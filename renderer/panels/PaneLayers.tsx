import { useEffect, useMemo, type RefObject } from 'react';
import type { Affine } from '../../shared/geometry/affine.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import type { ImagePoint, ViewPoint } from '../../shared/units.ts';
import { Crosshair } from '../canvas/Crosshair.tsx';
import type { PointStyle } from '../canvas/drawingStyle.ts';
import { ImageOverlay } from '../canvas/ImageOverlay.tsx';
import { ScaleBar } from '../canvas/ScaleBar.tsx';
import { crosshairAt } from '../editor/crosshair.ts';
import { ghostAt, type Ghost } from '../editor/ghost.ts';
import type { PaneIndex } from '../editor/place.ts';
import { readingErrorOf } from '../editor/levelResults.ts';
import { currentSubject, paneExam, readingAt, vertebraAt } from '../editor/selectors.ts';
import { comparedVertebra, toleranceRings, type ToleranceRing } from '../editor/toleranceRings.ts';
import type { AppState } from '../files/app.ts';
import { useAppState } from './useApp.ts';

interface PartProps {
  readonly pane: PaneIndex;
  readonly transform: Affine;
}

/** The points and lines of this view, drawn again only when they or the view change. */
export function PaneOverlay({
  pane,
  viewPane,
  transform,
  style,
}: PartProps & { readonly viewPane: PaneIndex; readonly style: PointStyle }) {
  const timepoint = useAppState(({ editor }) => editor.panes[pane]);
  const reading = useAppState(({ editor }) => readingAt(editor, timepoint));
  const level = useAppState(({ editor }) => editor.level);
  const selection = useAppState(({ editor }) => editor.selection);
  const size = useAppState(({ editor }) => editor.sizes[viewPane]);
  const labels = useAppState(({ editor }) => editor.switches.labels);
  const marks = useAppState(({ editor: { tool } }) =>
    tool.kind === 'calibrating' && tool.pane === pane ? tool.points : NO_MARKS,
  );
  const candidate = useAppState(({ editor }) =>
    editor.candidate?.target.timepoint === timepoint ? editor.candidate : null,
  );
  const ghost = useGhost(pane === viewPane ? pane : null);
  const hidden = useAppState(({ overlaysHidden }) => overlaysHidden);
  const rings = useRings(pane);
  if (hidden) return null;
  return (
    <ImageOverlay
      rings={rings}
      reading={reading}
      level={level}
      selected={selection?.timepoint === timepoint ? selection : null}
      marks={marks}
      ghost={ghost}
      candidate={candidate}
      size={size}
      labels={labels}
      transform={transform}
      style={style}
    />
  );
}

/** The rings of the other readings, while readings are compared; the same list while it is the same. */
function useRings(pane: PaneIndex): readonly ToleranceRing[] {
  const rings = useAppState((state) => JSON.stringify(ringsAt(state, pane)));
  return useMemo(() => JSON.parse(rings) as readonly ToleranceRing[], [rings]);
}

function ringsAt({ editor, part }: AppState, pane: PaneIndex): readonly ToleranceRing[] {
  const exam = paneExam(editor, pane);
  const { level } = editor;
  if (part?.kind !== 'compared' || !exam || level === null) return [];
  const error = readingErrorOf(editor);
  const own = vertebraAt(editor, exam.timepoint, level);
  const readings = currentSubject(editor)?.exams.slice(0, 2) ?? [];
  return readings
    .filter(({ timepoint }) => timepoint !== exam.timepoint)
    .flatMap((other) => toleranceRings(exam, { own, other: comparedVertebra(other, level), level, error }));
}

const NO_MARKS: readonly ImagePoint[] = [];

/** The expected body, the same object while it is the same. */
function useGhost(pane: PaneIndex | null): Ghost | null {
  const shape = useAppState(({ editor }) => (pane === null ? 'null' : JSON.stringify(ghostAt(editor, pane))));
  return useMemo(() => JSON.parse(shape) as Ghost | null, [shape]);
}

/** Where the crosshair of the keyboard is in this view. */
export function useCrosshair(pane: PaneIndex): ViewPoint | null {
  const place = useAppState(({ editor }) => JSON.stringify(editor.activePane === pane ? crosshairAt(editor) : null));
  return useMemo(() => JSON.parse(place) as ViewPoint | null, [place]);
}

/** The crosshair; with it the keys go to its view. */
export function PaneCrosshair({
  pane,
  surface,
  colour,
}: {
  readonly pane: PaneIndex;
  readonly surface: RefObject<HTMLElement | null>;
  readonly colour: string;
}) {
  const at = useCrosshair(pane);
  const isOn = at !== null;
  useEffect(() => {
    if (isOn) surface.current?.focus({ preventScroll: true });
  }, [isOn, surface]);
  return at && <Crosshair at={at} colour={colour} />;
}

/** A length can be read only once the image is in the study. */
export function PaneScaleBar({ pane, transform }: PartProps) {
  const exam = useAppState(({ editor }) => paneExam(editor, pane));
  return exam?.image ? <ScaleBar transform={transform} calibration={examCalibration(exam)} /> : null;
}
