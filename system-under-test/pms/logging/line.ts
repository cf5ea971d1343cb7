import { formatDatetime, parseDatetime } from './datetime.ts';
import { exceptionInLine } from './exception.ts';
import { phpJson } from './php-json.ts';
import { type Formatter, type Level, levels, type LogContext, type LogRecord } from './record.ts';

/**
 * Monolog's LineFormatter as Symfony sets it up:
 * `[%datetime%] %channel%.%level_name%: %message% %context% %extra%`, always one line.
 */
export const formatLine: Formatter = (record) => {
  const head = `[${formatDatetime(record.micros, record.offset)}] ${record.channel}.${record.level.toUpperCase()}`;
  return `${head}: ${oneLine(record.message)} ${bag(record.context)} ${bag(record.extra)}`;
};

const oneLine = (text: string): string => text.replaceAll(/\r\n|\r|\n/g, ' ');

/** PHP knows no difference between an empty list and an empty map: both print `[]`. */
function bag(values: LogContext): string {
  return Object.keys(values).length === 0 ? '[]' : phpJson(values, exceptionInLine);
}

const head = /^\[([^\]]+)\] ([\w.-]+)\.([A-Z]+): /;

/**
 * Reads one line of `formatLine` back; undefined if it is none. The message may itself hold braces and spaces: the
 * context and extra are the two shortest endings that are JSON, and there is only one way to cut them (a cut inside a
 * JSON string always leaves that string's end quote unbalanced).
 */
export function parseLine(line: string): LogRecord | undefined {
  const [start, stamp, channel, name] = head.exec(line) ?? [];
  const time = stamp === undefined ? undefined : parseDatetime(stamp);
  const level = name?.toLowerCase();
  if (start === undefined || channel === undefined || !time || !isLevel(level)) return undefined;
  const afterContext = cutBag(line.slice(start.length - 1));
  const afterMessage = afterContext && cutBag(afterContext.rest);
  if (!afterMessage) return undefined;
  const message = afterMessage.rest.slice(1);
  return { ...time, channel, level, message, context: afterMessage.bag, extra: afterContext.bag };
}

function isLevel(name: string | undefined): name is Level {
  return name !== undefined && Object.hasOwn(levels, name);
}

function cutBag(text: string): { rest: string; bag: LogContext } | undefined {
  for (let at = text.lastIndexOf(' '); at >= 0; at = text.lastIndexOf(' ', at - 1)) {
    const bag = readBag(text.slice(at + 1));
    if (bag) return { rest: text.slice(0, at), bag };
    if (at === 0) break;
  }
  return undefined;
}

function readBag(text: string): LogContext | undefined {
  if (text === '[]') return {};
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isBag(value) ? value : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

function isBag(value: unknown): value is LogContext {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
