/** A canvas's size in CSS pixels (may be fractional) and in the device pixels that really lie under it. */
export interface CanvasSize {
  readonly cssWidth: number;
  readonly cssHeight: number;
  readonly width: number;
  readonly height: number;
}

/** The size now; device pixels by the pixel ratio, until the browser has told them exactly. */
export function measureCanvas(canvas: HTMLCanvasElement): CanvasSize {
  const { width, height } = canvas.getBoundingClientRect();
  const ratio = window.devicePixelRatio;
  return {
    cssWidth: width,
    cssHeight: height,
    width: Math.max(1, Math.round(width * ratio)),
    height: Math.max(1, Math.round(height * ratio)),
  };
}

/**
 * Tells every change of a canvas's size in device pixels: of its box, of the zoom of the page, and when the window
 * moves to a monitor of another pixel density. Returns the function that ends it.
 */
export function observeCanvas(canvas: HTMLCanvasElement, onSize: (size: CanvasSize) => void): () => void {
  const observer = new ResizeObserver((entries) => {
    const exact = entries[entries.length - 1]?.devicePixelContentBoxSize[0];
    onSize(refined(measureCanvas(canvas), exact));
  });
  observer.observe(canvas, { box: 'device-pixel-content-box' });
  const endRatio = observePixelRatio(() => onSize(measureCanvas(canvas)));
  return () => {
    observer.disconnect();
    endRatio();
  };
}

/**
 * The browser's own count of device pixels differs from CSS size times ratio by rounding only. Where it differs by more,
 * the ratio is a simulated one, and then the ratio is what the page is drawn at.
 */
function refined(measured: CanvasSize, exact: ResizeObserverSize | undefined): CanvasSize {
  if (!exact) return measured;
  const { inlineSize: width, blockSize: height } = exact;
  const near = Math.abs(width - measured.width) <= 1 && Math.abs(height - measured.height) <= 1;
  return near && width > 0 && height > 0 ? { ...measured, width, height } : measured;
}

/** A media query matches one ratio only, so each change needs a new one. */
function observePixelRatio(onChange: () => void): () => void {
  let query = window.matchMedia('all');
  const watch = (): void => {
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', changed, { once: true });
  };
  const changed = (): void => {
    watch();
    onChange();
  };
  watch();
  return () => query.removeEventListener('change', changed);
}
