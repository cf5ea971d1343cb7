import { Gauge, type Registry } from 'prom-client';
import type { OutsideSystem } from './system.ts';
import { breakerLevels } from './systems.ts';

/** The circuit breakers' states, read when somebody asks. */
export function breakerMetric(registry: Registry, systems: readonly OutsideSystem[]): void {
  const gauge = new Gauge({
    name: 'pms_outside_breaker_state',
    help: 'Circuit breaker of an outside system: 0 closed, 1 open, 2 half open.',
    labelNames: ['system'],
    registers: [],
    collect() {
      for (const [system, level] of Object.entries(breakerLevels(systems))) {
        this.set({ system }, level);
      }
    },
  });
  registry.registerMetric(gauge);
}
