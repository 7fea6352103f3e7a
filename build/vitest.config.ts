import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');

/** One run, one count: fast tests without a browser, and the real program in a real browser. */
export default defineConfig({
  root,
  test: {
    // Vitest leaves one core to the person in front of the machine; of two that would be half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        root,
        test: {
          name: 'unit',
          setupFiles: ['test/support/fixedSeed.ts'],
          include: ['test/{unit,property,golden,contract,architecture,conformance,electron}/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // How long a page takes depends on the machine; what it comes to does not.
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
          // A browser on a busy machine now and then loses an event of a hand that no person would miss. The report
          // names what had to be tried again; what fails three times is a fault.
          retry: 2,
        },
      },
    ],
  },
});
