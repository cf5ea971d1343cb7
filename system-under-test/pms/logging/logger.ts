import { uncaughtMessage } from './exception.ts';
import { fingersCrossed } from './fingers-crossed.ts';
import { formatJson } from './json.ts';
import { formatLine } from './line.ts';
import { type Handler, type Level, type LogContext } from './record.ts';

type Log = (message: string, context?: LogContext) => void;

/** One method a level, and the two ways to get another logger. */
export interface Logger extends Readonly<Record<Level, Log>> {
  /** The same logger speaking as another channel. */
  readonly channel: (name: string) => Logger;
  /** A logger for one request: silent unless the request logs an error, then everything it said. */
  readonly forRequest: (extra?: LogContext) => Logger;
  /** Logs an exception nobody caught, as critical. */
  readonly uncaught: (error: Error) => void;
}

export interface LoggerOptions {
  readonly format: 'line' | 'json';
  /** Takes one finished line with its line end, e.g. `process.stdout.write`. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970; fractions become microseconds. */
  readonly now?: () => number;
  /** Minutes east of UTC; the machine's own by default. */
  readonly offset?: (milliseconds: number) => number;
  readonly channel?: string;
}

const formatters = { line: formatLine, json: formatJson } as const;

export function createLogger(options: LoggerOptions): Logger {
  const { write, now = preciseNow, offset = machineOffset, channel = 'app' } = options;
  const format = formatters[options.format];
  return speak({
    handler: (record) => write(`${format(record)}\n`),
    now,
    offset,
    channel,
    extra: {},
  });
}

interface Voice {
  readonly handler: Handler;
  readonly now: () => number;
  readonly offset: (milliseconds: number) => number;
  readonly channel: string;
  readonly extra: LogContext;
}

function speak(voice: Voice): Logger {
  const at =
    (level: Level): Log =>
    (message, context = {}) => {
      const now = voice.now();
      const { channel, extra } = voice;
      const micros = Math.floor(now * 1000);
      voice.handler({ micros, offset: voice.offset(now), channel, level, message, context, extra });
    };
  const critical = at('critical');
  return {
    debug: at('debug'),
    info: at('info'),
    notice: at('notice'),
    warning: at('warning'),
    error: at('error'),
    critical,
    alert: at('alert'),
    emergency: at('emergency'),
    channel: (channel) => speak({ ...voice, channel }),
    forRequest: (extra = {}) =>
      speak({ ...voice, handler: fingersCrossed(voice.handler), channel: 'request', extra }),
    uncaught: (exception) => critical(uncaughtMessage(exception), { exception }),
  };
}

const preciseNow = (): number => performance.timeOrigin + performance.now();

const machineOffset = (milliseconds: number): number => -new Date(milliseconds).getTimezoneOffset();
