// @module-tag needs/k6
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pause } from '../../../core/pause.ts';
import { statusOf } from './api.ts';
import { type HeapRoom, collectGarbage, heapRoom } from './garbage.ts';
import { requireK6 } from './location.ts';
import { startK6 } from './process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-garbage-'));
});
afterAll(() => rm(folder, { recursive: true }));

const gigabyte = 1e9;

it('lets a heap grow by what is in use up to ten thousand, and into free memory beyond', () => {
  const rooms = [undefined, 100, 2_000, 10_000, 12_000, 20_000, 40_000].map((users) =>
    heapRoom(users, 1, 20 * gigabyte),
  );
  expect(rooms).toEqual([
    { growth: 0.5 },
    { growth: 3 },
    { growth: 3 },
    { growth: 0.5 },
    { bytes: 3 * gigabyte, limit: 18 * gigabyte },
    { bytes: 15 * gigabyte, limit: 18 * gigabyte },
    { bytes: 15 * gigabyte, limit: 18 * gigabyte },
  ]);
});

it('gives each of two processes half of the room', () => {
  expect(heapRoom(20_000, 2, 20 * gigabyte)).toEqual({
    bytes: 7.5 * gigabyte,
    limit: 9 * gigabyte,
  });
});

/** Ten visitors who come within five seconds. */
const script = `
  import { sleep } from 'k6';
  export const options = {
    scenarios: {
      visitors: {
        executor: 'ramping-vus', startVUs: 0, gracefulStop: '0s', gracefulRampDown: '0s',
        stages: [{ duration: '5s', target: 10 }, { duration: '60s', target: 10 }],
      },
    },
  };
  export default function () {
    sleep(60);
  }`;
const everyMs = 500;

/** Clean-ups that were asked for until all visitors play. */
async function cleanUps(room: HeapRoom): Promise<number> {
  const path = join(folder, 'visitors.js');
  await writeFile(path, script);
  const child = await startK6({
    k6: (await requireK6(process.env)).path,
    script: path,
    workingDirectory: folder,
    settings: {},
    env: process.env,
    summary: undefined,
    sharesMachine: false,
    confined: true,
    blacklist: [],
    systemTags: undefined,
    heapRoom: room,
  });
  child.csv.resume();
  child.log.resume();
  const over = new AbortController();
  const arePlaying = async (visitors: number) => {
    while (((await statusOf(child.api))?.playing ?? -1) < visitors) await pause(20, over.signal);
  };
  await arePlaying(0);
  const collecting = collectGarbage(child.api, room, over.signal, everyMs);
  try {
    await arePlaying(10);
    await pause(3 * everyMs, over.signal);
    const profile = await (await fetch(`http://${child.api}/debug/pprof/heap?debug=1`)).text();
    return Number(/^# NumForcedGC = (\d+)$/m.exec(profile)?.[1]);
  } finally {
    over.abort();
    child.interrupt();
    await Promise.all([collecting, child.ended]);
  }
}

it('cleans up at first and when all are ready, and does without when nearly all play and half of the room is left', async () => {
  expect(await cleanUps({ bytes: gigabyte, limit: 2 * gigabyte })).toBe(2);
});

it('cleans up once more when nearly all play and the room is a share of what is in use', async () => {
  expect(await cleanUps({ growth: 3 })).toBe(3);
});
