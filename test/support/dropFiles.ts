import type { Page } from 'playwright-core';

export interface DroppedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Lets files fall onto an element, as a hand does that brings them from a folder. */
export async function dropFiles(page: Page, selector: string, files: readonly DroppedBytes[]): Promise<void> {
  const encoded = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  await page.evaluate(
    async ([target, list]) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
      document.querySelector(target)?.dispatchEvent(event);
    },
    [selector, encoded] as const,
  );
}
