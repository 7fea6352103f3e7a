import { defineConfig } from 'vitest/config';

/** The tests that judge the mutants of one file, named by the measurement that starts the tool in the repository. */
export default defineConfig({
  test: {
    root: process.cwd(),
    setupFiles: ['test/support/fixedSeed.ts'],
    include: (process.env['ENDPLATE_MUTATION_TESTS'] ?? '').split(','),
    testTimeout: 60_000,
  },
});
