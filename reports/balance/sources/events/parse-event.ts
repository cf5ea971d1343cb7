import type { EventFields } from './event-collector.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The events in one line: a performance event by itself, after a time as CloudWatch exports it to S3, in the `message` of
 * an answer of FilterLogEvents or of a subscription (`logEvents`), or whole answers of these. Undefined for a line that is
 * none of them.
 */
export function eventsInLine(line: string): EventFields[] | undefined {
  const start = line.indexOf('{');
  // An export to S3 puts the time in front, and nothing else.
  if (start === -1 || (start > 0 && !/^\S*\s*$/.test(line.slice(0, start)))) return undefined;
  return eventsIn(parsed(line.slice(start)));
}

/**
 * The event of a task whose line begins like this, up to its time, without what is measured; undefined where that stands
 * before the time, or where the line is more than an event.
 */
export function eventBeforeTime(beginning: string): EventFields | undefined {
  const value = parsed(`${beginning}"Timestamp":0}`);
  if (!isFields(value) || wrappers.some((name) => name in value)) return undefined;
  const event = { ...fieldsOf(value), time: Number.NaN };
  const isMeasured = measured.some((name) => !Number.isNaN(event[name]));
  return event.type === 'Task' && event.task !== '' && !isMeasured ? event : undefined;
}

const wrappers = ['message', 'events', 'logEvents'] as const;
const measured = ['cpu', 'cpuReserved', 'memory', 'memoryReserved', 'received', 'packets'] as const;

function eventsIn(value: unknown): EventFields[] | undefined {
  if (!isFields(value)) return undefined;
  const { message } = value;
  if (typeof message === 'string') return eventsIn(parsed(message));
  if (isFields(message)) return eventsIn(message);
  const list = value['events'] ?? value['logEvents'];
  if (Array.isArray(list)) {
    const found = list.map((item) => eventsIn(item));
    return found.every((events) => events !== undefined) ? found.flat() : undefined;
  }
  return typeof value['Type'] === 'string' ? [fieldsOf(value)] : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(event: Fields): EventFields {
  const text = (name: string): string => {
    const value = event[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  };
  const number = (name: string): number => {
    const value = event[name];
    return typeof value === 'number' ? value : Number.NaN;
  };
  return {
    type: text('Type'),
    cluster: text('ClusterName'),
    service: text('ServiceName'),
    family: text('TaskDefinitionFamily'),
    task: text('TaskId'),
    zone: text('AvailabilityZone'),
    revision: text('TaskDefinitionRevision'),
    startedAt: number('StartedAt'),
    time: number('Timestamp'),
    cpu: number('CpuUtilized'),
    cpuReserved: number('CpuReserved'),
    memory: number('MemoryUtilized'),
    memoryReserved: number('MemoryReserved'),
    received: number('NetworkRxBytes'),
    packets: number('NetworkRxPackets'),
  };
}
