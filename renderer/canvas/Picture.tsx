import { useEffect, useEffectEvent, useRef, type ReactElement } from 'react';
import type { ShownImage } from '../image/decodedImage.ts';
import { createCornerstoneView, type CornerstoneView, type ImageAppearance } from '../image/cornerstoneView.ts';

interface Props {
  readonly image: ShownImage;
  readonly appearance: ImageAppearance;
}

/** The pixels of one view. What is drawn over them lies on a canvas of its own. */
export function Picture({ image, appearance }: Props): ReactElement {
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<CornerstoneView | null>(null);
  const show = useEffectEvent((next: ShownImage) => view.current?.show(next, appearance));

  useEffect(() => {
    if (!element.current) return undefined;
    const created = createCornerstoneView(element.current);
    created.onRendered(({ drawMs, width, height }) => {
      const { dataset } = element.current ?? {};
      if (dataset)
        Object.assign(dataset, {
          drawn: String(Number(dataset.drawn ?? 0) + 1),
          drawMs: drawMs.toFixed(2),
          size: `${width}x${height}`,
        });
    });
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, []);

  useEffect(() => {
    show(image);
  }, [image]);

  useEffect(() => {
    view.current?.update(appearance);
  }, [appearance]);

  return <div ref={element} className="picture" aria-hidden="true" />;
}
