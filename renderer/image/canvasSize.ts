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
    const measured = measureCanvas(canvas);
    const device = exact ? { width: Math.max(1, exact.inlineSize), height: Math.max(1, exact.blockSize) } : {};
    onSize({ ...measured, ...device });
  });
  observer.observe(canvas, { box: 'device-pixel-content-box' });
  return () => observer.disconnect();
}
