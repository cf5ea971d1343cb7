import { defineConfig } from 'vitest/config';

/** Unit tests run beside what they test; `tests/` holds those that need the real cluster and real k6. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist', 'runs'],
    // A whole run of a scenario takes half a minute, and twice that beside other tests.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
