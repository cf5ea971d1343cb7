import { newline } from '../../../../core/line-blocks.ts';
import {
  type EventCollector,
  type EventFields,
  type Place,
  appendEvent,
} from './event-collector.ts';
import { eventBeforeTime, eventsInLine } from './parse-event.ts';
import { lineWalker, stopped } from '../scan/line-walker.ts';

/** What does not change in the events of a task stands before its time: these bytes are told apart once. */
interface Known {
  readonly event: EventFields;
  place: Place | undefined;
  /** Whose place it is. */
  collector: EventCollector | undefined;
}

const timeKey = Buffer.from('"Timestamp":');

/** Puts the events of a block of whole lines, the last of which may lack its end, into a collector. */
export type EventScanner = (block: Buffer, collector: EventCollector) => void;

/**
 * Reads plain performance events in the order of fields that AWS writes, without parsing them; lines that are not like that
 * are parsed, each in its place. What it learns of tasks it keeps from one collector to the next.
 */
export function eventScanner(): EventScanner {
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
    const event = eventBeforeTime(block.toString('utf8', from, time));
    const prefix = event === undefined ? undefined : walker.learn(bytes);
    if (event === undefined || prefix === undefined) return undefined;
    known[prefix] = { event, place: undefined, collector: undefined };
    prefixes.set(text, prefix);
    return prefix;
  };

  const collect = (collector: EventCollector): void => {
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
      if (prefix.place === undefined || prefix.collector !== collector) {
        prefix.place = collector.placeOf(event);
        prefix.collector = collector;
      }
      appendEvent(prefix.place, event);
    }
  };

  /** Lines `[from, to)` of a block, which fit into the walker's memory. */
  const scan = (block: Buffer, from: number, to: number, collector: EventCollector): void => {
    walker.input.set(block.subarray(from, to));
    const isWhole = block[to - 1] === newline;
    if (!isWhole) walker.input[to - from] = newline;
    const end = isWhole ? to : to + 1;
    let tried = -1;
    for (let at = from; at < end;) {
      at = from + walker.walk(at - from, end - from);
      collect(collector);
      if (at === end || walker.why() === stopped.atEnd) continue;
      const lineEnd = endOf(block, at, to);
      // A prefix that was learned, and is not that of the line after all, would be tried for ever.
      const isKnown = walker.why() === stopped.atUnknown && tried !== at;
      const prefix = isKnown ? prefixOf(block, at, lineEnd) : undefined;
      tried = at;
      if (prefix !== undefined) walker.expect(prefix);
      else {
        parse(block, at, lineEnd, collector);
        at = lineEnd + 1;
      }
    }
  };

  return (block, collector) => {
    const room = walker.input.length - 1;
    for (let from = 0; from < block.length;) {
      const to =
        block.length - from <= room
          ? block.length
          : block.lastIndexOf(newline, from + room - 1) + 1;
      if (to > from) {
        scan(block, from, to, collector);
        from = to;
        continue;
      }
      const end = endOf(block, from, block.length);
      parse(block, from, end, collector);
      from = end + 1;
    }
  };
}

function endOf(block: Buffer, from: number, to: number): number {
  const end = block.indexOf(newline, from);
  return end === -1 || end > to ? to : end;
}

function parse(block: Buffer, from: number, to: number, collector: EventCollector): void {
  if (to === from) return;
  const found = eventsInLine(block.toString('utf8', from, to));
  if (found === undefined) collector.refuse('lines that are no performance events');
  else for (const event of found) collector.add(event);
}
