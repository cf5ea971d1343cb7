import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import type { Fault } from './faults.ts';

/** Of a script without thresholds, checks and errors. */
export const emptySummary: ScriptSummary = {
  thresholds: [],
  checks: [],
  metrics: [],
  exceptions: { count: 0, first: '' },
  outsideExceptions: { count: 0, first: '' },
  consoleErrors: { count: 0, first: '' },
  engineErrors: { count: 0, first: '' },
};

/** Makes a run one of a script of the user's own, on a target that offers nothing but its URL. */
export function byScript(summary: Partial<ScriptSummary> = {}): Fault {
  return (run) => {
    run.manifest.model = 'foreign';
    run.manifest.visitorsAsked = 0;
    delete run.manifest.plan;
    run.manifest.target.capabilities.observe = [];
    run.manifest.target.tenants = [];
    const { startedAt } = run.manifest.phases[0] ?? {};
    const { endedAt } = run.manifest.phases.at(-1) ?? {};
    run.manifest.phases = [
      {
        name: 'script',
        kind: 'hold',
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(endedAt === undefined ? {} : { endedAt }),
      },
    ];
    run.script = { ...emptySummary, ...summary };
    run.facts = [];
    run.invariants = [];
    run.databaseBookings = undefined;
    run.readers = [];
    run.writer = [];
    run.topology = [];
    run.containerEvents = [];
    run.accessLog = [];
    run.trends = run.trends.filter(({ name }) => name !== 'think_lag');
    run.series = run.series.map(({ t, gauges, counters }) => ({
      t,
      gauges,
      counters: { requests: counters['requests'] ?? 0, iterations: counters['iterations'] ?? 0 },
    }));
  };
}
