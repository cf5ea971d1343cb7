import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Unit tests run beside what they test; `tests/` holds those that need the real cluster and real k6. */
export default defineConfig({
  // The package by its own name is its source here, as in tsconfig.json.
  resolve: {
    alias: [
      {
        find: /^bilancia\/monitors$/,
        replacement: join(import.meta.dirname, 'monitors', 'index.ts'),
      },
    ],
  },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist', 'runs'],
    // A whole run of a scenario takes half a minute, and twice that beside other tests.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
