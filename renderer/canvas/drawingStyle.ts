/**
 * Okabe-Ito blue and orange, told apart with any colour vision, and also by shape (circle, square) and by line (solid,
 * dashed): the baseline film and every later one.
 */
export const BASELINE = { colour: '#56b4e9', dash: [] as number[], shape: 'circle' } as const;
export const LATER = { colour: '#e69f00', dash: [6, 4] as number[], shape: 'square' } as const;

export type PointStyle = typeof BASELINE | typeof LATER;

export const HALO = { colour: 'rgba(0, 0, 0, 0.85)', width: 1.5 } as const;
export const LINE_WIDTH = 1.25;
export const SELECTED_COLOUR = '#ffffff';
/** Radius of a handle in CSS pixels: 9 px across. */
export const HANDLE_RADIUS = 4.5;
/** Lines stop short of their points, so that they do not hide the corner. */
export const LINE_GAP = 3 + HANDLE_RADIUS;
export const NEIGHBOUR_OPACITY = 0.45;
export const LABEL_SIZE = 11;
/** The expected body: faint and dashed in short strokes, unlike the endplates of any film. */
export const GHOST_OPACITY = 0.4;
export const GHOST_DASH = [3, 4];
/** The outline of a point whose place was estimated. */
export const ESTIMATED_DASH = [2.5, 2];
