import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { VirtualUsers } from '../scenarios/profiles.ts';
import { checkTargetTakes, generatorsFor, type Limits, type LoadAsked } from './capacity.ts';

const needs = { files: 200, bytes: 420_000, processBytes: 100e6 };
const plenty: Limits = { openFiles: 20_000, memoryBytes: 24e9, ports: 28_232 };

function users(most: number): VirtualUsers {
  return { prepared: 1, most };
}

function loadOf(visitors: number, more: Partial<LoadAsked> = {}): LoadAsked {
  return { visitors, virtualUsers: users(visitors), ...more };
}

describe('a load', () => {
  it.each([
    [10_000, 1],
    [19_800, 1],
    [19_801, 2],
    [25_000, 2],
  ])('of %i visitors is played by %i generators, each with 20,000 open files', (visitors, n) => {
    expect(generatorsFor(loadOf(visitors), needs, plenty)).toBe(n);
  });

  it('is played by as many as are asked for, when they can', () => {
    expect(generatorsFor(loadOf(1000, { generators: 4 }), needs, plenty)).toBe(4);
  });

  it('of a script of the user, whose visitors nobody knows, is not refused', () => {
    expect(generatorsFor({ visitors: 0 }, needs, { ...plenty, openFiles: 250 })).toBe(1);
  });

  it.each<[string, LoadAsked, Partial<Limits>, string]>([
    [
      'fewer generators than open files need',
      loadOf(20_000, { generators: 1 }),
      {},
      '20000 visitors are too many: each generator would have 20200 files open, and a process may have 20000 here. Ask for 19800 at most, or for --generators 2.',
    ],
    [
      'more memory than there is',
      loadOf(20_000),
      { memoryBytes: 4e9 },
      '20000 visitors are too many: they take 8.4 GB of memory, and 4.0 GB are free. Ask for 9047 at most.',
    ],
    [
      'files that a generator has open by itself',
      loadOf(20),
      { openFiles: 200 },
      '20 visitors are too many: a process may have 200 files open here, and a generator takes 200 beside those of its visitors. Raise that with "ulimit -n 20000".',
    ],
    [
      'more generators than there is memory for, as each may have few files open',
      loadOf(1000),
      { openFiles: 202, memoryBytes: 4e9 },
      '1000 visitors are too many: they take 500 generators, as a process may have 202 files open here, and there is memory for 38. Ask for 76 at most, or raise that with "ulimit -n 20000".',
    ],
    [
      'far more memory than there is',
      loadOf(100_000_000),
      { openFiles: Infinity },
      '100000000 visitors are too many: they take 42.0 TB of memory, and 24.0 GB are free. Ask for 54285 at most.',
    ],
    [
      'more local ports than there are',
      loadOf(30_000),
      {},
      '30000 visitors are too many: each needs a local port, and this machine has 28232 for one address. Ask for 26820 at most, or widen net.ipv4.ip_local_port_range.',
    ],
    [
      'more connections than the target takes',
      loadOf(15_000),
      { target: { connections: 14_000, remedy: 'bring it up with --load-balancers 2' } },
      '15000 visitors are too many: the target takes 14000 connections at once. Ask for 14000 at most, or bring it up with --load-balancers 2.',
    ],
    [
      'more virtual users than visitors, which the target does not take',
      { visitors: 10_000, virtualUsers: users(16_000) },
      { target: { connections: 8000 } },
      '10000 visitors are too many: the target takes 8000 connections at once. Ask for 5000 at most.',
    ],
  ])('is refused for %s, with the number that would do', (_, load, limits, message) => {
    const play = (): number => generatorsFor(load, needs, { ...plenty, ...limits });
    expect(play).toThrow(expect.objectContaining({ code: 'too-many-visitors', message }));
  });
});

describe('generators', () => {
  it.each<[string, LoadAsked, string]>([
    [
      'more than visitors',
      loadOf(5, { generators: 6 }),
      '--generators is "6", but must be 5 at most, one for each visitor.',
    ],
    [
      'more than there is memory for',
      loadOf(1000, { generators: 900 }),
      '--generators is "900", but must be 228 at most here, as each takes 0.1 GB of memory.',
    ],
    [
      'more than there is memory for, of a script of the user',
      { visitors: 0, generators: Number.MAX_SAFE_INTEGER },
      '--generators is "9007199254740991", but must be 228 at most here, as each takes 0.1 GB of memory.',
    ],
  ])('are refused: %s', (_, load, message) => {
    const play = (): number => generatorsFor(load, needs, plenty);
    expect(play).toThrow(expect.objectContaining({ code: 'bad-value', message }));
  });
});

describe('a script of the user, whose visitors are known when it is read', () => {
  it('is refused where the target takes fewer, and taken where nobody said how many it takes', () => {
    const target = { connections: 50 };
    const message =
      '100 visitors are too many: the target takes 50 connections at once. Ask for 50 at most.';
    expect(() => checkTargetTakes(100, target)).toThrow(
      expect.objectContaining({ code: 'too-many-visitors', message }),
    );
    checkTargetTakes(50, target);
    checkTargetTakes(100, undefined);
  });
});

const loads = fc
  .record({
    visitors: fc.integer({ min: 1, max: 50_000 }),
    more: fc.double({ min: 1, max: 2, noNaN: true }),
  })
  .map(({ visitors, more }) => ({ visitors, most: Math.ceil(visitors * more) }));
const limits = fc.record({
  openFiles: fc.integer({ min: 201, max: 50_000 }),
  memoryBytes: fc.integer({ min: 1e6, max: 50e9 }),
  ports: fc.integer({ min: 1, max: 60_000 }),
  target: fc.option(fc.record({ connections: fc.integer({ min: 1, max: 60_000 }) }), {
    nil: undefined,
  }),
});

test.prop([loads, limits])(
  'whoever asks for the number that would do is taken in the end, and plays within all limits',
  ({ visitors, most }, found) => {
    let asked = visitors;
    while (asked > 0) {
      const usersAsked = Math.floor((asked * most) / visitors);
      const load = { visitors: asked, virtualUsers: users(usersAsked) };
      const told = toldOf(() => generatorsFor(load, needs, found));
      if (told.generators !== undefined) {
        const files = Math.ceil(usersAsked / told.generators) + needs.files;
        expect(files).toBeLessThanOrEqual(found.openFiles);
        expect(usersAsked * needs.bytes).toBeLessThanOrEqual(found.memoryBytes);
        expect(usersAsked).toBeLessThanOrEqual(found.ports);
        return;
      }
      expect(told.most).toBeLessThan(asked);
      asked = told.most;
    }
  },
);

function toldOf(attempt: () => number): { generators?: number; most: number } {
  try {
    return { generators: attempt(), most: 0 };
  } catch (error) {
    return { most: Number(/Ask for (\d+) at most/.exec(String(error))?.[1]) };
  }
}
