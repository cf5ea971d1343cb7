import { trendNames } from '../../core/run-folder/files/trends.ts';
import type { Emitter } from './script.ts';
import type { Sink } from './sink.ts';

/**
 * For a plain `artillery run`: what visitors do as Artillery's own figures, under the names that its http engine uses, so
 * that its report shows them. They are percentiles of every ten seconds, which cannot be merged.
 */
export function artilleryFigures(emitter: Emitter): Sink {
  return {
    request: ({ name, outcome, micros, status, failure }) => {
      emitter.emit('counter', 'http.requests', 1);
      emitter.emit('rate', 'http.request_rate');
      if (failure !== undefined) emitter.emit('counter', `errors.${failure.reason}`, 1);
      if (status === 0) return;
      emitter.emit('counter', `http.codes.${status}`, 1);
      emitter.emit('counter', 'http.responses', 1);
      emitter.emit('histogram', 'http.response_time', micros / 1000);
      emitter.emit('histogram', `http.response_time.${name}.${outcome}`, micros / 1000);
    },
    trend: (name, micros) => {
      if (name === trendNames.thinkLag) emitter.emit('histogram', name, micros / 1000);
    },
    count: (counter, by = 1) => emitter.emit('counter', counter, by),
    gauge: () => undefined,
    tell: (line) => {
      if (line.kind === 'exception') emitter.emit('counter', `errors.${line.message}`, 1);
    },
  };
}
