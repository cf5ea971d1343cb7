import { z } from 'zod';
import {
  type EventCollector,
  type EventFields,
  type Place,
  appendEvent,
} from './event-collector.ts';

/** What does not change in the events of a task stands before its time: these bytes are told apart once. */
interface Known {
  readonly bytes: Buffer;
  readonly event: EventFields;
  /** Whose event followed the last time: tasks come in much the same order minute after minute. */
  next: Known | undefined;
  place: Place | undefined;
}

const timeKey = Buffer.from('"Timestamp":');
const [quote, colon, comma, dot, zero, nine, open, close] = [
  34, 58, 44, 46, 48, 57, 123, 125,
] as const;

/** Numbers of an event, by key; the numbers are indexes into what a line gave. */
const keys = [
  'CpuUtilized',
  'CpuReserved',
  'MemoryUtilized',
  'MemoryReserved',
  'NetworkRxBytes',
  'NetworkRxPackets',
].map((key) => Buffer.from(key));

const unknownKey = -1;
const timestampKey = -2;

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

/** Most tasks whose prefixes are remembered. */
const mostKnown = 100_000;

/**
 * Reads plain performance events in the order of fields that AWS writes, without parsing them.
 * Gives false for a line that is not like that, which nothing was done about.
 */
export function eventScanner(
  collector: EventCollector,
): (block: Buffer, from: number, to: number) => boolean {
  const known = new Map<string, Known>();
  let last: Known | undefined;
  const numbers = new Float64Array(keys.length);

  const prefixOf = (block: Buffer, from: number, to: number): Known | undefined => {
    const guess = last?.next;
    if (
      guess?.bytes.length === to - from &&
      block.compare(guess.bytes, 0, to - from, from, to) === 0
    )
      return guess;
    const text = block.toString('latin1', from, to);
    let found = known.get(text);
    if (found === undefined) {
      const event =
        known.size < mostKnown ? eventBefore(block.toString('utf8', from, to)) : undefined;
      if (event === undefined) return undefined;
      found = {
        bytes: Buffer.from(block.subarray(from, to)),
        event,
        next: undefined,
        place: undefined,
      };
      known.set(text, found);
    }
    return found;
  };

  return (block, from, to) => {
    if (block[from] !== open || block[to - 1] !== close) return false;
    const time = block.indexOf(timeKey, from);
    if (time === -1 || time >= to) return false;
    const prefix = prefixOf(block, from, time);
    if (prefix === undefined) return false;
    let at = time + timeKey.length;
    let timestamp = Number.NaN;
    numbers.fill(Number.NaN);
    // Fields that matter come early, in the order of AWS; what follows the last of them is not looked at.
    for (let wanted = 0, key = timestampKey; ;) {
      let [digits, mantissa, scale] = [0, 0, 0];
      const begin = at;
      for (; ; at += 1) {
        const code = block[at] ?? 0;
        if (code >= zero && code <= nine) {
          // A double has no more than fifteen digits for sure; a fraction's last ones are of no account.
          if (digits === 15) {
            if (scale === 0) return false;
            continue;
          }
          mantissa = mantissa * 10 + code - zero;
          if (mantissa > 0) digits += 1;
          scale *= 10;
        } else if (code === dot && scale === 0) scale = 1;
        else break;
      }
      if (at === begin || at >= to || (block[at] !== comma && block[at] !== close)) return false;
      const value = scale === 0 ? mantissa : mantissa / scale;
      if (key === timestampKey) timestamp = value;
      else if (key !== unknownKey) {
        numbers[key] = value;
        wanted = key + 1;
      }
      if (wanted === keys.length || block[at] === close) break;
      const keyFrom = at + 2;
      if (block[at + 1] !== quote) return false;
      let keyTo = keyFrom;
      while (keyTo < to && block[keyTo] !== quote) keyTo += 1;
      if (block[keyTo + 1] !== colon) return false;
      at = keyTo + 2;
      key = keyAt(block, keyFrom, keyTo, wanted);
    }
    const { event } = prefix;
    event.time = timestamp;
    event.cpu = numbers[0] ?? Number.NaN;
    event.cpuReserved = numbers[1] ?? Number.NaN;
    event.memory = numbers[2] ?? Number.NaN;
    event.memoryReserved = numbers[3] ?? Number.NaN;
    event.received = numbers[4] ?? Number.NaN;
    event.packets = numbers[5] ?? Number.NaN;
    // An event without CPU may have its fields elsewhere: the slow way looks everywhere.
    if (Number.isNaN(event.cpu) || !(timestamp > 0)) return false;
    if (last !== undefined) last.next = prefix;
    last = prefix;
    prefix.place ??= collector.placeOf(event);
    appendEvent(prefix.place, event);
    return true;
  };
}

/** Which of the keys from `wanted` on these bytes are. */
function keyAt(block: Buffer, from: number, to: number, wanted: number): number {
  for (let index = wanted; index < keys.length; index += 1) {
    const key = keys[index];
    if (key === undefined || key.length !== to - from) continue;
    let same = 0;
    while (same < key.length && block[from + same] === key[same]) same += 1;
    if (same === key.length) return index;
  }
  return unknownKey;
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
