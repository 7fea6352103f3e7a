import { defineConfig } from 'vitest/config';

/** The tests that judge the mutants; without those that start other programs or take many seconds for one answer. */
const root = process.cwd();
export default defineConfig({
  root,
  test: {
    root,
    setupFiles: ['test/support/fixedSeed.ts'],
    include: (process.env.ENDPLATE_MUTATION_TESTS ?? 'test/unit/geometry/**/*.test.ts').split(','),
    testTimeout: 60_000,
  },
});
