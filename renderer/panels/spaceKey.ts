/** Whether the space bar is down: held, it hides what lies over the image; with a drag it pans. */
let down = false;

export const isSpaceDown = (): boolean => down;

export function setSpaceDown(isDown: boolean): void {
  down = isDown;
}
