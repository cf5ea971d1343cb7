import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { outsideToolsConfiguration } from './tests/outside-tools/configuration.ts';

/** Tests that start servers, browsers or tools. A worker of its own each, since they change their process. */
const servers = [
  'system-under-test/pms/**/*.test.ts',
  'setup/**/*.test.ts',
  'cli/**/*.test.ts',
  'reports/html/**/*.test.ts',
  'reports/live/**/*.test.ts',
  'run/fetch/**/*.test.ts',
  'targets/aws/**/*.test.ts',
  'tests/probes/**/*.test.ts',
  'monitors/deploy/**/*.test.ts',
  'monitors/formats/**/*.test.ts',
  'monitors/live-account/**/*.test.ts',
  'monitors/load/**/*.test.ts',
  'tests/*.test.ts',
  'tests/outside-tools/**/*.test.ts',
  'tests/cli/!(pipelines).test.ts',
  'tests/aws/**/*.test.ts',
  'system-under-test/cluster/**/*.test.ts',
  // Runs of which something else is looked at than how fast the system was.
  'tests/run/public-scripts/*.test.ts',
  'tests/run/{bad-input,elsewhere,engines,foreign,interrupted,killed-system}.test.ts',
  'tests/run/{other-port,own-scripts-cut-short,parts-lost,shell-variables}.test.ts',
  'tests/run/{artillery-scripts,edge,edge-alarms,metering,phases}.test.ts',
  'tests/run/{planted-faults,throwing-visitors}.test.ts',
  'tests/drills/{bug-reports,chaos-toolkit,drills,fis-template}.test.ts',
];
/** Runs and drills whose verdict needs the machine. */
const wholes = [
  'tests/run/**/*.test.ts',
  'tests/drills/**/*.test.ts',
  'tests/cli/pipelines.test.ts',
];
const outside = ['node_modules', 'dist', 'runs'];

const outsideTools = await outsideToolsConfiguration(process.env);

/** Tests run beside what they test; `tests/` holds those that need the real cluster and real k6. */
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
    // A whole run of a scenario takes half a minute, and twice that beside other tests.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './tests/outside-tools/reporter.ts'],
    ...outsideTools,
    setupFiles: [
      ...outsideTools.setupFiles,
      join(import.meta.dirname, 'tests', 'property-seed.ts'),
    ],
    projects: [
      {
        extends: true,
        // Hundreds of small files of pure functions: a worker for each would take longer than their tests.
        test: {
          name: 'pure',
          include: ['**/*.test.ts'],
          exclude: [...outside, ...servers, ...wholes],
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          include: servers,
          exclude: outside,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // One after the other: their verdicts need the machine.
        test: {
          name: 'wholes',
          include: wholes,
          exclude: [...outside, ...servers],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
