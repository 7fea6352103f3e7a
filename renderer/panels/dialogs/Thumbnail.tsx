import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import type { DecodedImage } from '../../image/decodedImage.ts';
import { thumbnailOf } from '../../image/thumbnail.ts';

const SIDE = { width: 180, height: 220 };

/** A small picture of a film, whole. */
export function Thumbnail({ image }: { readonly image: DecodedImage }): ReactElement {
  const picture = useMemo(() => thumbnailOf(image, SIDE), [image]);
  return <SmallPicture picture={picture} />;
}

/** A small picture that was made before. */
export function SmallPicture({ picture }: { readonly picture: ImageData }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => canvas.current?.getContext('2d')?.putImageData(picture, 0, 0), [picture]);
  return <canvas ref={canvas} className="thumbnail" width={picture.width} height={picture.height} aria-hidden="true" />;
}
