import { useEffect, useEffectEvent, useMemo, useRef, type ReactElement, type RefObject } from 'react';
import { apply, invert, type Affine } from '../../shared/geometry/affine.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { findTimepoint } from '../../shared/study/find.ts';
import { ImageOverlay } from '../canvas/ImageOverlay.tsx';
import { BASELINE, LATER } from '../canvas/drawingStyle.ts';
import { Loupe } from '../canvas/Loupe.tsx';
import { Picture } from '../canvas/Picture.tsx';
import { listenToPointer } from '../canvas/pointerInput.ts';
import { ScaleBar } from '../canvas/ScaleBar.tsx';
import type { PaneIndex } from '../editor/place.ts';
import { paneExam, paneTransform, shownStudy } from '../editor/selectors.ts';
import type { Size } from '../editor/viewport.ts';
import { handleInput, perform } from '../files/app.ts';
import { paneImage, paneWindow } from '../files/pictureSettings.ts';
import { text } from '../messages/text.ts';
import { EmptyPane } from './EmptyPane.tsx';
import { PaneHeader } from './PaneHeader.tsx';
import { isSpaceDown } from './spaceKey.ts';
import { useApp, useAppState } from './useApp.ts';

/** One view: the image, what is drawn over it, and the hand on it. */
export function ImagePane({ pane }: { readonly pane: PaneIndex }): ReactElement {
  const app = useApp();
  const surface = useRef<HTMLDivElement>(null);
  const state = useAppState((all) => all);
  const { editor } = state;
  const exam = paneExam(editor, pane);
  const image = paneImage(state, pane);
  const window = paneWindow(state, pane);
  const transform = usePaneTransform(pane);
  const timepoint = editor.panes[pane];
  const isBaseline = timepoint === shownStudy(editor).protocol.timepoints[0]?.id;
  const style = isBaseline ? BASELINE : LATER;
  const isActive = editor.activePane === pane;
  const label = findTimepoint(shownStudy(editor), timepoint)?.label ?? timepoint;
  const isInverted = exam?.display.invert === true;
  const { overlays } = editor.switches;

  useSize(surface, (size) => perform(app, { type: 'setSize', pane, size }));
  const ready = image !== null;
  useEffect(() => {
    if (!surface.current || !ready) return undefined;
    return listenToPointer(surface.current, pane, {
      input: (input) => handleInput(app, input),
      hover: (at) => {
        const map = paneTransform(app.store.getState().editor, pane);
        app.store.setState({ pointer: at && map ? { pane, at: apply(invert(map), at) } : null });
      },
      isSpaceDown,
    });
  }, [app, pane, ready]);

  const appearance = useMemo(
    () => transform && window && { transform, window, invert: isInverted, smoothing: 'automatic' as const, overlays },
    [transform, window, isInverted, overlays],
  );
  const loupe = editor.loupe?.pane === pane ? editor.loupe : null;
  const always =
    editor.switches.loupeAlways && state.pointer?.pane === pane ? { ...state.pointer, byTouch: false } : null;
  const target = loupe ?? always;
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
        className={`surface tool-${editor.tool.kind}`}
        tabIndex={0}
        role="application"
        aria-label={text('pane.view', { timepoint: label })}
      >
        {image && appearance && exam && (
          <>
            <Picture image={image} appearance={appearance} />
            {!state.overlaysHidden && (
              <ImageOverlay editor={editor} pane={pane} transform={appearance.transform} style={style} />
            )}
            <ScaleBar transform={appearance.transform} calibration={examCalibration(exam)} />
            {target && (
              <Loupe
                image={image}
                appearance={appearance}
                at={target.at}
                viewAt={apply(appearance.transform, target.at)}
                viewSize={editor.sizes[pane]}
                byTouch={target.byTouch}
                colour={style.colour}
                label={editor.selection?.timepoint === timepoint ? editor.selection.landmark : ''}
              />
            )}
          </>
        )}
      </div>
      <PaneHeader pane={pane} />
      {!image && <EmptyPane pane={pane} />}
    </section>
  );
}

/** The same map as long as its numbers are the same, so that nothing is drawn again for nothing. */
function usePaneTransform(pane: PaneIndex): Affine | null {
  const numbers = useAppState(({ editor }) => JSON.stringify(paneTransform(editor, pane)));
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
