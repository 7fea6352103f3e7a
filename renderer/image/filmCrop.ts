import type { Affine } from '../../shared/geometry/affine.ts';
import { createPictureRenderer } from '../../shared/image/picture/pictureRenderer.ts';
import type { PictureWindow } from '../../shared/image/picture/pictureWindow.ts';
import type { ShownImage } from './decodedImage.ts';

export interface CropView {
  /** Image space to pixels of the crop. */
  readonly toCrop: Affine;
  /** Pixels of each side. */
  readonly side: number;
  readonly window: PictureWindow;
  readonly invert: boolean;
}

/** A part of a film as a PNG in a data URL, with the greys of the screen and without anything drawn over it. */
export function cropFilm(image: ShownImage, { toCrop, side, window, invert }: CropView): string {
  const { rgba } = createPictureRenderer(image.picture).render({
    toDisplay: toCrop,
    width: side,
    height: side,
    interpolation: 'bilinear',
    window,
    invert,
    overlays: false,
  });
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, side, side), 0, 0);
  return canvas.toDataURL('image/png');
}

/** An SVG element with its pictures as PNG bytes, drawn by the browser itself; null where it cannot. */
export async function svgToPng(
  svg: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Uint8Array<ArrayBuffer> | null> {
  const picture = new Image(width, height);
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
