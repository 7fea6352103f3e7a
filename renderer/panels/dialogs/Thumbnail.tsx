import { useEffect, useRef, type ReactElement } from 'react';
import { compose, scaling, translation } from '../../../shared/geometry/affine.ts';
import { createPictureRenderer } from '../../../shared/image/picture/pictureRenderer.ts';
import { openingWindow } from '../../../shared/image/picture/pictureWindow.ts';
import type { DecodedImage } from '../../image/decodedImage.ts';

const SIDE = { width: 180, height: 220 };

/** A small picture of a film, whole. */
export function Thumbnail({ image }: { readonly image: DecodedImage }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { rows, columns } = image.picture;
    const scale = Math.min(SIDE.width / columns, SIDE.height / rows);
    const offset = translation((SIDE.width - columns * scale) / 2, (SIDE.height - rows * scale) / 2);
    const { rgba } = createPictureRenderer(image.picture).render({
      ...SIDE,
      toDisplay: compose(offset, scaling(scale)),
      interpolation: 'bilinear',
      window: openingWindow(image.radiograph),
      invert: false,
      overlays: false,
    });
    context.putImageData(new ImageData(rgba, SIDE.width, SIDE.height), 0, 0);
  }, [image]);
  return <canvas ref={canvas} className="thumbnail" {...SIDE} aria-hidden="true" />;
}
