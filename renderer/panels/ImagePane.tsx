import { useEffect, useEffectEvent, useMemo, useRef, type ReactElement, type RefObject } from 'react';
import { apply, invert, type Affine } from '../../shared/geometry/affine.ts';
import type { PictureWindow } from '../../shared/image/picture/pictureWindow.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { drawnVertebrae, ImageOverlay } from '../canvas/ImageOverlay.tsx';
import { BASELINE, LATER, type PointStyle } from '../canvas/drawingStyle.ts';
import { Crosshair } from '../canvas/Crosshair.tsx';
import { Loupe } from '../canvas/Loupe.tsx';
import { Picture } from '../canvas/Picture.tsx';
import { listenToPointer } from '../canvas/pointerInput.ts';
import { ScaleBar } from '../canvas/ScaleBar.tsx';
import { blinkTransform } from '../editor/blink.ts';
import { crosshairAt } from '../editor/crosshair.ts';
import { ghostAt, type Ghost } from '../editor/ghost.ts';
import type { PaneIndex } from '../editor/place.ts';
import type { EditorState } from '../editor/editorState.ts';
import { nextLandmark, paneExam, paneTransform, readingAt, shownStudy } from '../editor/selectors.ts';
import type { ImagePoint, ViewPoint } from '../../shared/units.ts';
import type { Size } from '../editor/viewport.ts';
import { handleInput, perform } from '../files/app.ts';
import { paneImage, paneWindow } from '../files/pictureSettings.ts';
import { arrivingTransform, panePreview, previewWindow } from '../files/previews.ts';
import type { ImageAppearance } from '../image/cornerstoneView.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import { givenName } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import { EmptyPane } from './EmptyPane.tsx';
import { PaneHeader } from './PaneHeader.tsx';
import { isSpaceDown } from './spaceKey.ts';
import { useApp, useAppState } from './useApp.ts';

/** One view: the image, what is drawn over it, and the hand on it. */
export function ImagePane({ pane }: { readonly pane: PaneIndex }): ReactElement {
  const app = useApp();
  const surface = useRef<HTMLDivElement>(null);
  // Each part on its own: what a hand does in one view must not draw the other one again.
  const blinking = useBlink(pane);
  /** Whose film is seen: of this view, or for the moment of the other one. */
  const of: PaneIndex = blinking ? (pane === 0 ? 1 : 0) : pane;
  const image = useAppState((state) => paneImage(state, of));
  // Drawn again when images come or go, so that React does not hold on to one that is gone.
  useAppState((state) => state.images);
  const preview = useAppState((state) => panePreview(state, of));
  const timepoint = useAppState(({ editor }) => editor.panes[pane]);
  const protocol = useAppState(({ editor }) => shownStudy(editor).protocol);
  const isActive = useAppState(({ editor }) => editor.activePane === pane);
  const toolKind = useAppState(({ editor }) => editor.tool.kind);
  const transform = usePaneTransform(pane);
  const isBaseline = timepoint === protocol.timepoints[0]?.id;
  const shownTimepoint = useAppState(({ editor }) => editor.panes[of]);
  const style = shownTimepoint === protocol.timepoints[0]?.id ? BASELINE : LATER;
  const visit = protocol.timepoints.find(({ id }) => id === timepoint);
  const label = visit ? givenName(visit) : timepoint;

  useSize(surface, (size) => perform(app, { type: 'setSize', pane, size }));
  const ready = image !== null;
  useEffect(() => {
    if (!surface.current || !ready) return undefined;
    return listenToPointer(surface.current, pane, {
      input: (input) => handleInput(app, input),
      hover: (at) => {
        const { editor } = app.store.getState();
        const map = editor.blinking ? null : paneTransform(editor, pane);
        if (at && editor.crosshair) perform(app, { type: 'setCrosshair', at: null });
        app.store.setState({ pointer: at && map ? { pane, at: apply(invert(map), at) } : null });
      },
      isSpaceDown,
    });
  }, [app, pane, ready]);

  const appearance = useAppearance(of, blinking ?? transform);
  const shown = image ?? preview;
  return (
    <section
      className={`pane ${isActive ? 'pane-active' : ''} ${isBaseline ? 'pane-pre' : 'pane-post'}`}
      aria-label={text('pane.view', { timepoint: label })}
      data-pane={pane}
      data-transform={
        transform ? [transform.a, transform.b, transform.c, transform.d, transform.e, transform.f].join(' ') : undefined
      }
    >
      <div
        ref={surface}
        className={`surface tool-${toolKind}`}
        tabIndex={0}
        role="application"
        aria-label={text('pane.view', { timepoint: label })}
      >
        {shown && appearance && (
          <>
            <Picture image={shown} appearance={appearance} />
            <PaneOverlay pane={of} viewPane={pane} transform={appearance.transform} style={style} />
            <PaneScaleBar pane={of} transform={appearance.transform} />
            {!blinking && <PaneCrosshair pane={pane} surface={surface} colour={style.colour} />}
            {image && !blinking && (
              <PaneLoupe pane={pane} image={image} appearance={appearance} colour={style.colour} />
            )}
          </>
        )}
      </div>
      <PaneHeader pane={pane} />
      {blinking && (
        <p className="badge blink-badge" role="status">
          {text('pane.blink', { timepoint: shownTimepoint.toUpperCase() })}
        </p>
      )}
      {!shown && <EmptyPane pane={pane} />}
      {shown && !image && (
        <p className="coming" role="status">
          {text('pane.preview')}
        </p>
      )}
    </section>
  );
}

interface PartProps {
  readonly pane: PaneIndex;
  readonly transform: Affine;
}

/** The points and lines of this view, drawn again only when they or the view change. */
function PaneOverlay({
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
  const vertebrae = useMemo(
    () => drawnVertebrae(reading, { level, selected: selection?.timepoint === timepoint ? selection : null }),
    [reading, level, selection, timepoint],
  );
  if (hidden) return null;
  return (
    <ImageOverlay
      vertebrae={vertebrae}
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

const NO_MARKS: readonly ImagePoint[] = [];

/** The expected body, the same object while it is the same. */
function useGhost(pane: PaneIndex | null): Ghost | null {
  const shape = useAppState(({ editor }) => (pane === null ? 'null' : JSON.stringify(ghostAt(editor, pane))));
  return useMemo(() => JSON.parse(shape) as Ghost | null, [shape]);
}

/** The map that lays the other film over this view while the reader blinks; else null. */
function useBlink(pane: PaneIndex): Affine | null {
  const numbers = useAppState(({ editor }) =>
    JSON.stringify(editor.blinking && editor.activePane === pane ? blinkTransform(editor, pane) : null),
  );
  return useMemo(() => JSON.parse(numbers) as Affine | null, [numbers]);
}

/** Where the crosshair of the keyboard is in this view. */
function useCrosshair(pane: PaneIndex): ViewPoint | null {
  const place = useAppState(({ editor }) => JSON.stringify(editor.activePane === pane ? crosshairAt(editor) : null));
  return useMemo(() => JSON.parse(place) as ViewPoint | null, [place]);
}

/** The crosshair; with it the keys go to its view. */
function PaneCrosshair({
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
function PaneScaleBar({ pane, transform }: PartProps) {
  const exam = useAppState(({ editor }) => paneExam(editor, pane));
  return exam?.image ? <ScaleBar transform={transform} calibration={examCalibration(exam)} /> : null;
}

interface LoupeProps {
  readonly pane: PaneIndex;
  readonly image: DecodedImage;
  readonly appearance: ImageAppearance;
  readonly colour: string;
}

function PaneLoupe({ pane, image, appearance, colour }: LoupeProps) {
  const loupe = useAppState(({ editor }) => (editor.loupe?.pane === pane ? editor.loupe : null));
  const pointer = useAppState((state) =>
    state.editor.switches.loupeAlways && state.pointer?.pane === pane ? state.pointer : null,
  );
  const size = useAppState(({ editor }) => editor.sizes[pane]);
  const crosshair = useCrosshair(pane);
  const times = useAppState(({ editor }) => editor.loupeFactor);
  const label = useAppState(({ editor }) => loupeLabel(editor, pane, crosshair !== null));
  const at = loupe?.at ?? (crosshair ? apply(invert(appearance.transform), crosshair) : pointer?.at);
  if (!at) return null;
  return (
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
    />
  );
}

/** At the crosshair the landmark that Enter would place, else the one that is under the hand. */
function loupeLabel(editor: EditorState, pane: PaneIndex, isAiming: boolean): string {
  const { selection, panes, level, tool } = editor;
  if (tool.kind === 'placing') return tool.landmark;
  if (isAiming && tool.kind === 'armed' && level !== null) return nextLandmark(editor, panes[pane], level) ?? '';
  return selection?.timepoint === panes[pane] ? selection.landmark : '';
}

/** How the picture of a view is drawn, of the whole image or of what is there of it; the same object while it is the same. */
function useAppearance(pane: PaneIndex, transform: Affine | null): ImageAppearance | null {
  const greys = useAppState((state) => JSON.stringify(paneWindow(state, pane) ?? previewWindow(state, pane)));
  const window = useMemo(() => JSON.parse(greys) as PictureWindow | null, [greys]);
  const invert = useAppState(({ editor }) => paneExam(editor, pane)?.display.invert === true);
  const overlays = useAppState(({ editor }) => editor.switches.overlays);
  return useMemo(
    () => transform && window && { transform, window, invert, smoothing: 'automatic' as const, overlays },
    [transform, window, invert, overlays],
  );
}

/** The same map as long as its numbers are the same, so that nothing is drawn again for nothing. */
function usePaneTransform(pane: PaneIndex): Affine | null {
  const numbers = useAppState((state) =>
    JSON.stringify(paneTransform(state.editor, pane) ?? arrivingTransform(state, pane)),
  );
  return useMemo(() => JSON.parse(numbers) as Affine | null, [numbers]);
}

/** Tells the editor how large the view is, now and whenever it changes. */
function useSize(surface: RefObject<HTMLElement | null>, onSize: (size: Size) => void): void {
  const report = useEffectEvent(onSize);
  useEffect(() => {
    const element = surface.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { width, height } = element.getBoundingClientRect();
      report({ width, height });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [surface]);
}
