import { z } from 'zod';
import { newline } from '../../../core/line-blocks.ts';
import {
  type EventCollector,
  type EventFields,
  type Place,
  appendEvent,
} from './event-collector.ts';
import { lineWalker, stopped } from './scan/line-walker.ts';

/** What does not change in the events of a task stands before its time: these bytes are told apart once. */
interface Known {
  readonly event: EventFields;
  place: Place | undefined;
}

const timeKey = Buffer.from('"Timestamp":');

/** Everything before the time, as an event: texts and numbers, nothing nested. */
const prefixShape = z.object({
  Type: z.literal('Task'),
  TaskId: z.string().min(1),
  ClusterName: z.string().default(''),
  ServiceName: z.string().default(''),
  TaskDefinitionFamily: z.string().default(''),
  TaskDefinitionRevision: z.string().default(''),
  AvailabilityZone: z.string().default(''),
  StartedAt: z.number().default(Number.NaN),
  CpuUtilized: z.undefined().optional(),
  NetworkRxBytes: z.undefined().optional(),
});

/**
 * Reads plain performance events in the order of fields that AWS writes, without parsing them: blocks of whole lines, the
 * last of which may lack its end. Lines that are not like that are given to `parse`, each in its place; `from` and `to` are
 * of the block.
 */
export function eventScanner(
  collector: EventCollector,
  parse: (block: Buffer, from: number, to: number) => void,
): (block: Buffer) => void {
  const walker = lineWalker();
  const known: Known[] = [];
  const prefixes = new Map<string, number>();

  const prefixOf = (block: Buffer, from: number, to: number): number | undefined => {
    const time = block.indexOf(timeKey, from);
    if (time === -1 || time >= to) return undefined;
    const bytes = block.subarray(from, time + timeKey.length);
    const text = bytes.toString('latin1');
    const before = prefixes.get(text);
    if (before !== undefined) return before;
    const event = eventBefore(block.toString('utf8', from, time));
    const prefix = event === undefined ? undefined : walker.learn(bytes);
    if (event === undefined || prefix === undefined) return undefined;
    known[prefix] = { event, place: undefined };
    prefixes.set(text, prefix);
    return prefix;
  };

  const collect = (): void => {
    const found = walker.found();
    for (let result = 0; result < found; result += 1) {
      const prefix = known[walker.prefix(result)];
      if (prefix === undefined) throw new RangeError('A line has a prefix that nobody learned.');
      const { event } = prefix;
      event.time = walker.time(result);
      event.cpu = walker.number(result, 0);
      event.cpuReserved = walker.number(result, 1);
      event.memory = walker.number(result, 2);
      event.memoryReserved = walker.number(result, 3);
      event.received = walker.number(result, 4);
      event.packets = walker.number(result, 5);
      prefix.place ??= collector.placeOf(event);
      appendEvent(prefix.place, event);
    }
  };

  /** Lines `[from, to)` of a block, which fit into the walker's memory. */
  const scan = (block: Buffer, from: number, to: number): void => {
    walker.input.set(block.subarray(from, to));
    const isWhole = block[to - 1] === newline;
    if (!isWhole) walker.input[to - from] = newline;
    const end = isWhole ? to : to + 1;
    let tried = -1;
    for (let at = from; at < end;) {
      at = from + walker.walk(at - from, end - from);
      collect();
      if (at === end || walker.why() === stopped.atEnd) continue;
      const lineEnd = endOf(block, at, to);
      // A prefix that was learned, and is not that of the line after all, would be tried for ever.
      const isKnown = walker.why() === stopped.atUnknown && tried !== at;
      const prefix = isKnown ? prefixOf(block, at, lineEnd) : undefined;
      tried = at;
      if (prefix !== undefined) walker.expect(prefix);
      else {
        parse(block, at, lineEnd);
        at = lineEnd + 1;
      }
    }
  };

  return (block) => {
    const room = walker.input.length - 1;
    for (let from = 0; from < block.length;) {
      const to =
        block.length - from <= room
          ? block.length
          : block.lastIndexOf(newline, from + room - 1) + 1;
      if (to > from) {
        scan(block, from, to);
        from = to;
        continue;
      }
      const end = endOf(block, from, block.length);
      parse(block, from, end);
      from = end + 1;
    }
  };
}

function endOf(block: Buffer, from: number, to: number): number {
  const end = block.indexOf(newline, from);
  return end === -1 || end > to ? to : end;
}

function eventBefore(prefix: string): EventFields | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(`${prefix}"Timestamp":0}`);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { success, data } = prefixShape.safeParse(parsed);
  if (!success) return undefined;
  return {
    type: data.Type,
    cluster: data.ClusterName,
    service: data.ServiceName,
    family: data.TaskDefinitionFamily,
    task: data.TaskId,
    zone: data.AvailabilityZone,
    revision: data.TaskDefinitionRevision,
    startedAt: data.StartedAt,
    time: Number.NaN,
    cpu: Number.NaN,
    cpuReserved: Number.NaN,
    memory: Number.NaN,
    memoryReserved: Number.NaN,
    received: Number.NaN,
    packets: Number.NaN,
  };
}
