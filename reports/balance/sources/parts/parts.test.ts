import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventCollector, eventCollector } from '../events/event-collector.ts';
import { eventScanner } from '../events/event-scanner.ts';
import { serviceOf } from '../matrix.ts';
import { type Part, appendPart } from './part.ts';
import { readParts } from './read-parts.ts';
import { sectionReader } from './read-section.ts';
import { type Sizes, sectionsOf } from './sections.ts';

const start = Date.UTC(2026, 8, 1);
const minuteMs = 60_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-parts-'));
});
afterAll(async () => rm(folder, { recursive: true }));

async function write(text: string): Promise<string> {
  const path = join(folder, 'events.ndjson');
  await writeFile(path, text);
  return path;
}

/** Everything that a collector has, in its order. */
function contentOf({ services, refused }: Part): unknown {
  return [
    [...refused],
    [...services].map(([key, { cluster, name, newest, defects, tasks }]) => [
      [key, cluster, name, newest],
      Object.fromEntries(defects),
      [...tasks.values()].map((rows) => [
        [rows.id, rows.zone, rows.revision, rows.startedAt, rows.cpuReserved, rows.memoryReserved],
        ...[rows.times, rows.cpu, rows.memory, rows.received, rows.packets].map((column) => [
          ...column.subarray(0, rows.length),
        ]),
      ]),
    ]),
  ];
}

function inOnePass(text: string): EventCollector {
  const collector = eventCollector();
  eventScanner()(Buffer.from(text), collector);
  return collector;
}

function inSections(path: string, sizes: Sizes, readers: number): EventCollector {
  const collector = eventCollector();
  // Each section by a reader that knows nothing of the others, as it would be in a thread of its own.
  for (const section of sectionsOf(path, readers, sizes))
    appendPart(collector, sectionReader(path, eventScanner())(section));
  return collector;
}

const ordinary = fc.record({
  task: fc.constantFrom('a', 'b', 'c'),
  service: fc.constantFrom('web', 'api'),
  zone: fc.constantFrom('eu-west-1a', 'eu-west-1b', undefined),
  revision: fc.constantFrom('3', '4', undefined),
  reserved: fc.constantFrom(1024, 2048, 0, undefined),
  // Late ones, some by more than a day, some of a clock far ahead, and the same minute again.
  minute: fc.oneof(
    fc.integer({ min: 0, max: 8 }),
    fc.constantFrom(2000, 2003, 2004, 2004.5, 4000, -1e6),
  ),
  cpu: fc.oneof(
    fc.double({ min: 0, max: 1000, noNaN: true }),
    fc.constantFrom(256.5, undefined, -1, 1e-9),
  ),
});
const eventLine = ordinary.map((one) =>
  JSON.stringify({
    Version: '0',
    Type: 'Task',
    TaskId: one.task,
    ServiceName: one.service,
    ClusterName: 'booking',
    AvailabilityZone: one.zone,
    TaskDefinitionRevision: one.revision,
    StartedAt: start - minuteMs,
    Timestamp: start + one.minute * minuteMs,
    CpuUtilized: one.cpu,
    CpuReserved: one.reserved,
    MemoryUtilized: 700,
    MemoryReserved: one.reserved,
    NetworkRxBytes: 4000,
    NetworkRxPackets: 1000 + one.minute,
  }),
);
const oddLine = fc.oneof(
  eventLine.map((line) => line.slice(0, line.length / 2)),
  eventLine.map((line) => JSON.stringify({ message: line, timestamp: 1 })),
  eventLine.map((line) => `2026-09-01T00:01:02.000Z ${line}`),
  fc.constantFrom(
    '',
    '{}',
    'no event',
    '\r',
    '{"Type":"Service","Timestamp":1}',
    '{"Type":"Task","TaskId":""}',
  ),
  fc.string({ maxLength: 30 }).map((text) => text.replaceAll('\n', ' ')),
);
const fileText = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: eventLine }, oddLine), { maxLength: 40 }),
    fc.boolean(),
  )
  .map(([lines, isEnded]) => `${lines.join('\n')}${isEnded ? '\n' : ''}`);

describe('a file of events in sections', () => {
  test.prop([fileText, fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 4 })])(
    'gives what one pass gives, wherever it is cut',
    async (text, smallest, readers) => {
      const path = await write(text);
      const found = inSections(path, { smallest, largest: 2 * smallest }, readers);
      const expected = inOnePass(text);
      expect(contentOf(found)).toEqual(contentOf(expected));
      const servicesOf = ({ services }: EventCollector): unknown[] =>
        [...services.values()]
          .map((service) => serviceOf(service, [], undefined))
          .map((service) => ({ ...service, defects: [...service.defects] }));
      expect(servicesOf(found)).toEqual(servicesOf(expected));
    },
  );

  test.prop([fileText, fc.integer({ min: 1, max: 200 })])(
    'has every byte in one section, and every section begins with a line',
    async (text, smallest) => {
      const path = await write(text);
      const bytes = Buffer.from(text);
      const sections = sectionsOf(path, 2, { smallest, largest: 3 * smallest });
      expect(sections.map(({ from }) => from)).toEqual(
        bytes.length === 0 ? [] : [0, ...sections.slice(0, -1).map(({ to }) => to)],
      );
      expect(sections.at(-1)?.to ?? Infinity).toBeGreaterThanOrEqual(bytes.length);
      expect(sections.slice(1).filter(({ from }) => bytes[from - 1] !== 10)).toEqual([]);
    },
  );

  const many = Array.from({ length: 20_000 }, (_, n) =>
    n % 999 === 500
      ? '{"Type":"Task","TaskId":"a","Ti'
      : JSON.stringify({
          Type: 'Task',
          TaskId: `task-${n % 7}`,
          ServiceName: `service-${n % 3}`,
          ClusterName: 'booking',
          AvailabilityZone: `eu-west-1${n < 9000 ? 'a' : 'b'}`,
          Timestamp: start + Math.floor(n / 7 - (n % 500 === 0 ? 2000 : 0)) * minuteMs,
          CpuUtilized: Math.sin(n) + 2,
          CpuReserved: 1024,
        }),
  ).join('\n');

  it.each([1, 2, 4])('gives the same in %i threads', async (threads) => {
    const path = await write(many);
    const collector = eventCollector();
    const sections = sectionsOf(path, threads, { smallest: 1 << 16, largest: 1 << 18 });
    expect(sections.length).toBeGreaterThan(10);
    await readParts(path, sections, threads, collector);
    expect(contentOf(collector)).toEqual(contentOf(inOnePass(many)));
  });

  it('fails with what any of its threads failed with, and leaves no thread', async () => {
    const path = join(folder, 'nowhere', 'events.ndjson');
    // Those that read something before have all ended.
    await expect.poll(activeThreads).toBe(0);
    const sections = Array.from({ length: 50 }, (_, n) => ({ from: n, to: n + 1 }));
    const failure = readParts(path, sections, 3, eventCollector());
    await expect(failure).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' });
    expect(activeThreads()).toBe(0);
  });
});

function activeThreads(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
}
