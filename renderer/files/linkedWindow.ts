import type { Picture } from '../../shared/image/picture/picture.ts';
import {
  numericWindow,
  percentilesToWindow,
  windowToPercentiles,
  type LinearWindow,
  type PictureWindow,
} from '../../shared/image/picture/pictureWindow.ts';

type Greys = Pick<Picture, 'facts' | 'histogram'>;

/**
 * The window that shows another film alike: the same share of its pixels black, the same share white. Raw values would
 * say nothing, the films may come from two machines. Where only one of the two shows low values bright, dark and bright
 * change places.
 */
export function linkedWindow(window: PictureWindow, from: Greys, to: Greys): LinearWindow {
  const percentiles = windowToPercentiles(numericWindow(window, from.facts, from.histogram), from.histogram);
  const { low, high } = percentiles;
  const isTurned = from.facts.inverted !== to.facts.inverted;
  return percentilesToWindow(
    isTurned ? { ...percentiles, low: 100 - high, high: 100 - low } : percentiles,
    to.histogram,
  );
}
