import { useEffect, useEffectEvent, useMemo, useRef, type ReactElement, type RefObject } from 'react';
import { apply, invert, type Affine } from '../../shared/geometry/affine.ts';
import type { PictureWindow } from '../../shared/image/picture/pictureWindow.ts';
import { BASELINE, LATER } from '../canvas/drawingStyle.ts';
import { Picture } from '../canvas/Picture.tsx';
import { listenToPointer } from '../canvas/pointerInput.ts';
import { blinkTransform } from '../editor/blink.ts';
import type { PaneIndex } from '../editor/place.ts';
import { paneExam, paneTransform, shownStudy } from '../editor/selectors.ts';
import type { Size } from '../editor/viewport.ts';
import { handleInput, perform } from '../files/app.ts';
import { paneImage, paneWindow } from '../files/pictureSettings.ts';
import { arrivingTransform, panePreview, previewWindow } from '../files/previews.ts';
import type { ImageAppearance } from '../image/cornerstoneView.ts';
import { givenName } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import { EmptyPane } from './EmptyPane.tsx';
import { FilmMenu } from './FilmMenu.tsx';
import { PaneHeader } from './PaneHeader.tsx';
import { PaneHoverLabel } from './PaneHoverLabel.tsx';
import { PaneCrosshair, PaneOverlay, PaneScaleBar } from './PaneLayers.tsx';
import { PaneLoupe } from './PaneLoupe.tsx';
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
            {!blinking && <PaneHoverLabel pane={pane} transform={appearance.transform} />}
            <PaneScaleBar pane={of} transform={appearance.transform} />
            {!blinking && <PaneCrosshair pane={pane} surface={surface} colour={style.colour} />}
            {image && !blinking && (
              <PaneLoupe pane={pane} image={image} appearance={appearance} colour={style.colour} />
            )}
          </>
        )}
      </div>
      <PaneHeader pane={pane} />
      <FilmMenu pane={pane} />
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

/** The map that lays the other film over this view while the reader blinks; else null. */
function useBlink(pane: PaneIndex): Affine | null {
  const numbers = useAppState(({ editor }) =>
    JSON.stringify(editor.blinking && editor.activePane === pane ? blinkTransform(editor, pane) : null),
  );
  return useMemo(() => JSON.parse(numbers) as Affine | null, [numbers]);
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
