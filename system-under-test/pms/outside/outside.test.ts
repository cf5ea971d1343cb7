import { BrokenCircuitError, TaskCancelledError } from 'cockatiel';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { MessageRejected, outsideSystem, type Patience } from './system.ts';
import { breakerLevels, outsideSystems, protocols } from './systems.ts';
import { type StubProcess, startStub } from '../testing/stub-process.ts';

let stub: StubProcess;

beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.stop());
beforeEach(() => Promise.all(protocols.map(({ name }) => stub.set(name, { mode: 'ok' }))));

let lastId = 0;
const message = (topic: string) => ({
  tenant: 'riviera',
  id: (lastId += 1),
  topic,
  payload: { n: 1 },
});

const impatient: Patience = { timeoutMs: 300, failures: 3, firstWaitMs: 20, longestWaitMs: 50 };
/** Waits long enough for a stub on a busy machine, and tries nothing again. */
const stubborn: Patience = {
  timeoutMs: 5000,
  failures: 3,
  firstWaitMs: 600_000,
  longestWaitMs: 600_000,
};

const client = (index: number, patience: Patience) => {
  const protocol = protocols[index];
  if (!protocol) throw new Error(`no protocol ${index}`);
  return outsideSystem(protocol, stub.url, patience);
};

const caught = (run: Promise<void>): Promise<unknown> =>
  run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

describe('a client of an outside system', () => {
  it.each(protocols.map(({ name, topicPrefix }) => ({ name, topicPrefix })))(
    'hands $name its messages',
    async ({ name, topicPrefix }) => {
      const sent = message(`${topicPrefix}RIV1`);
      const system = outsideSystems(stub.url).find((each) => each.name === name);
      await system?.deliver(sent);
      expect((await stub.taken(name)).at(-1)).toBe(`riviera/${sent.id}`);
      expect(system?.breaker()).toBe('closed');
    },
  );

  it('gives up on a dead system after its timeout', async () => {
    await stub.set('erp', { mode: 'dead' });
    const started = performance.now();
    expect(await caught(client(3, impatient).deliver(message('erp/1')))).toBeInstanceOf(
      TaskCancelledError,
    );
    expect(performance.now() - started).toBeGreaterThan(290);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('waits for a slow system within its timeout, and no longer', async () => {
    await stub.set('erp', { mode: 'slow', delayMs: 1000 });
    expect(await caught(client(3, stubborn).deliver(message('erp/1')))).toBeUndefined();
    expect(await caught(client(3, impatient).deliver(message('erp/1')))).toBeInstanceOf(
      TaskCancelledError,
    );
  });

  it('tells a refused message from a broken system, and leaves the breaker closed', async () => {
    const system = client(3, stubborn);
    for (let n = 0; n < 5; n += 1) {
      const refused = { ...message('erp/1'), id: Number.NaN };
      expect(await caught(system.deliver(refused))).toBeInstanceOf(MessageRejected);
    }
    expect(system.breaker()).toBe('closed');
  });
});

describe('the circuit breaker', () => {
  it('opens after failures in a row, tries again by itself, and closes when the system is back', async () => {
    const system = client(0, impatient);
    await stub.set('channel-manager', { mode: 'refusing' });
    for (let n = 0; n < 3; n += 1) await caught(system.deliver(message('availability/RIV1')));
    expect(system.breaker()).toBe('open');
    expect(breakerLevels([system])).toEqual({ 'channel-manager': 1 });
    const seen = new Set<string>();
    await stub.set('channel-manager', { mode: 'slow', delayMs: 50 });
    const tryAgain = async () => {
      const run = system.deliver(message('availability/RIV1'));
      seen.add(system.breaker());
      await run;
    };
    await vi.waitFor(tryAgain, { timeout: 30_000 });
    expect([...seen]).toContain('half-open');
    expect(system.breaker()).toBe('closed');
  });

  it('of one system does not hinder another', async () => {
    const systems = outsideSystems(stub.url, stubborn);
    await stub.set('police-portal', { mode: 'dead' });
    const outcomes = await Promise.all(
      systems.map((system) => caught(system.deliver(message(`${system.topicPrefix}1`)))),
    );
    expect(outcomes.map((outcome) => outcome === undefined)).toEqual([true, true, false, true]);
  });

  it('is open exactly after as many failures in a row as allowed, and then asks nothing of the system', async () => {
    const modes = fc.array(fc.constantFrom('ok', 'refusing'), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(modes, async (sequence) => {
        const system = client(1, stubborn);
        let failuresInRow = 0;
        for (const mode of sequence) {
          const open = failuresInRow >= stubborn.failures;
          expect(system.breaker()).toBe(open ? 'open' : 'closed');
          await stub.set('fiscal-printer', { mode });
          const before = await stub.calls('fiscal-printer');
          const outcome = await caught(system.deliver(message('fiscal/1')));
          expect((await stub.calls('fiscal-printer')) - before).toBe(open ? 0 : 1);
          expect(outcome instanceof BrokenCircuitError).toBe(open);
          if (!open) failuresInRow = mode === 'ok' ? 0 : failuresInRow + 1;
        }
      }),
      { numRuns: 30 },
    );
  });
});
