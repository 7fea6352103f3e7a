import type { DecodedImage } from '../image/decodedImage.ts';
import type { App, ImageSlot } from './app.ts';

/** Puts the pixels at the disposal of the views. */
export function keepImage(app: App, image: DecodedImage): void {
  app.store.setState((state) => ({ images: { ...state.images, [image.sha256]: { status: 'ready', image } } }));
}

export const setSlot = (app: App, sha256: string, slot: ImageSlot): void =>
  app.store.setState((state) => ({ images: { ...state.images, [sha256]: slot } }));
