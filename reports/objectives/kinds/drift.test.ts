import { describe, expect, it } from 'vitest';
import { objectionsBy, verdictOn } from '../../testing/judge-run.ts';
import { type SyntheticRun, loadStartedAt } from '../../testing/synthetic-run.ts';
import type { Verdict } from '../../verdict/schema.ts';

/** Fraction of an hour that a moment is after the load began. */
const hours = (at: number): number => (at - loadStartedAt) / 3_600_000;

/** Memory of one task, by what it is at first and the moment. */
function memory(of: (at: number, task: string) => number) {
  return (run: SyntheticRun): void => {
    run.containerEvents = run.containerEvents.map((event) =>
      'Timestamp' in event && 'TaskId' in event
        ? { ...event, MemoryUtilized: of(Number(event.Timestamp), String(event.TaskId)) }
        : event,
    );
  };
}

const leak = memory((at, task) => (task.startsWith('a') ? 200 * (1 + 2 * hours(at)) : 200));

async function judged(
  limits: string,
  plant: (run: SyntheticRun) => void,
  holdSeconds = 600,
): Promise<Verdict> {
  return verdictOn(
    (run) => {
      plant(run);
      run.objectives = `objectives:\n  - { name: it, drift: true, ${limits} }\n`;
    },
    { visitors: 200, holdSeconds },
  );
}

describe('drift', () => {
  it('names the task whose memory grows, and how fast', async () => {
    const verdict = await judged('memoryDrift: 0.5', leak);
    expect(verdict.outcome).toBe('fail');
    expect(objectionsBy(verdict, 'objectives')).toEqual([
      expect.stringMatching(
        /^missed: 1 of 3 objectives of drift missed, a{8}…: growth of the memory 16[\d.]+ % an hour, 16[\d.]+ % an hour to 16[\d.]+ % an hour with 99 % confidence, target < 50 % an hour\.$/,
      ),
    ]);
  });

  it('is none where memory goes up and down, as garbage collection has it', async () => {
    const sawtooth = memory((at) => 200 + ((at / 1000) % 60));
    const verdict = await judged('memoryDrift: 0.5', sawtooth, 3_000);
    expect(verdict.objectives.map(({ met }) => met)).not.toContain(false);
  });

  it('is met where nothing grows', async () => {
    const verdict = await judged(
      'memoryDrift: 0.05',
      memory(() => 200),
    );
    expect(verdict.objectives.map(({ met }) => met)).toEqual(verdict.objectives.map(() => true));
    expect(verdict.objectives.length).toBeGreaterThan(0);
  });

  it('is not told of a phase that is too short, and such a run does not pass', async () => {
    const noisy = memory((at) => 200 + ((at / 1000) % 17) * 5);
    const verdict = await judged('memoryDrift: 0.01', noisy, 120);
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'objectives').join()).toMatch(
      /^inconclusive: Too little to judge it: growth of the memory of /,
    );
  });

  it('is not told of what was not seen, and such a run does not pass', async () => {
    const verdict = await judged('memoryDrift: 0.5', (run) => {
      run.containerEvents = [];
    });
    expect(objectionsBy(verdict, 'objectives')).toEqual([
      'inconclusive: Too little to judge it: growth of the memory of the tasks (0 blocks, at least 12 needed).',
    ]);
  });

  it('is found in connections and in response times', async () => {
    const verdict = await judged('connectionsDrift: 0.5, p95Drift: 0.5', (run) => {
      run.readers = run.readers.map((sample) => ({
        ...sample,
        connections: Math.round(100 * (1 + 3 * hours(sample.at))),
      }));
    });
    expect(
      verdict.objectives
        .filter(({ indicator }) => indicator === 'connectionsDrift')
        .map(({ scope, met }) => `${scope} ${met}`),
    ).toEqual(['reader-1 false', 'reader-2 false']);
    expect(verdict.objectives.filter(({ indicator }) => indicator === 'p95Drift')).toHaveLength(1);
  });
});
