import { groupBy } from '../../core/group-by.ts';
import type { Observation } from './observation.ts';
import type { LogEvent } from './log-event.ts';
import { nameOf } from '../definitions/definition.ts';
import type { MetricFilter } from '../definitions/metric-filter.ts';
import { countMatches } from '../filter-pattern/bulk/lines.ts';
import {
  compileFilterPattern,
  type CompiledFilterPattern,
} from '../filter-pattern/matcher/compile.ts';
import { watchDimensionValues } from './dimension-values.ts';
import { constantValue, valueOf } from './filter-values.ts';

const minute = 60_000;

/** Lines of a log group that all arrived within the same minute. */
export interface LineBatch {
  readonly logGroup: string;
  /** Milliseconds since 1970, anywhere in the minute. */
  readonly at: number;
  /** UTF-8, a line feed after each line. */
  readonly lines: Buffer;
}

/**
 * Makes log lines observations of the filters' metrics, one datapoint a minute, as CloudWatch Logs does:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export interface LogFeed {
  /** Takes a line; times must not go back by a minute or more. */
  readonly add: (event: LogEvent) => void;
  /** The same for many lines at once, searched as bytes where the filter only counts. */
  readonly addBatch: (batch: LineBatch) => void;
  /** Publishes the minutes that ended by `until`, in milliseconds since 1970. */
  readonly flush: (until: number) => void;
}

interface FilterState {
  readonly filter: MetricFilter;
  readonly compiled: CompiledFilterPattern;
  readonly constant: number | undefined;
  /** Published in a minute in which no line matched. */
  readonly defaultValue: number | undefined;
  readonly watch: (at: number, dimensions: Readonly<Record<string, string>>) => void;
  /** Start of the minute that is being counted. */
  minute: number;
  lines: number;
  matches: number;
}

/** `publish` gets the observations; `note` gets what a filter cannot do, once each. */
export function createLogFeed(
  filters: readonly MetricFilter[],
  publish: (observation: Observation) => void,
  note: (note: string) => void,
): LogFeed {
  const states = filters.flatMap((filter) => stateOf(filter, note));
  const byGroup = groupBy(states, ({ filter }) => filter.logGroup);

  const close = (state: FilterState): void => {
    if (state.lines === 0) return;
    if (state.matches > 0 && state.constant !== undefined)
      publish(observation(state, state.constant, state.matches));
    if (state.matches === 0 && state.defaultValue !== undefined)
      publish(observation(state, state.defaultValue, 1));
    state.lines = 0;
    state.matches = 0;
  };

  const open = (state: FilterState, at: number): void => {
    const start = Math.floor(at / minute) * minute;
    if (start === state.minute) return;
    close(state);
    state.minute = start;
  };

  const addLine = (state: FilterState, message: string): void => {
    state.lines += 1;
    if (state.constant !== undefined) {
      if (state.compiled.matches(message)) state.matches += 1;
      return;
    }
    if (!state.compiled.matches(message)) return;
    state.matches += 1;
    const found = valueOf(state.filter, state.compiled, message);
    if (found === undefined) return;
    if (found.dimensions !== undefined) state.watch(state.minute, found.dimensions);
    publish({ ...observation(state, found.value, 1), ...found });
  };

  return {
    add({ at, logGroup, message }) {
      for (const state of byGroup.get(logGroup) ?? []) {
        open(state, at);
        addLine(state, message);
      }
    },
    addBatch({ at, logGroup, lines }) {
      if (lines.length === 0) return;
      for (const state of byGroup.get(logGroup) ?? []) {
        open(state, at);
        if (state.constant === undefined) {
          for (const line of linesOf(lines)) addLine(state, line);
        } else {
          state.lines += 1;
          state.matches += countMatches(state.compiled, lines);
        }
      }
    },
    flush(until) {
      for (const state of states) if (state.minute + minute <= until) close(state);
    },
  };
}

function linesOf(bytes: Buffer): string[] {
  const lines = bytes.toString('utf8').split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function observation(state: FilterState, value: number, count: number): Observation {
  const { namespace, metricName, unit } = state.filter.transformation;
  const known = { at: state.minute, namespace, metricName, value, count };
  return unit === undefined ? known : { ...known, unit };
}

/** A filter that AWS would not take publishes nothing, and is noted. */
function stateOf(filter: MetricFilter, note: (note: string) => void): FilterState[] {
  const compiled = compileFilterPattern(filter.pattern);
  const { dimensions, defaultValue } = filter.transformation;
  const { dialect } = compiled.pattern;
  if (dimensions !== undefined && dialect !== 'json' && dialect !== 'delimited') {
    note(
      `${nameOf(filter)} publishes nothing: only JSON and space-delimited patterns support dimensions.`,
    );
    return [];
  }
  if (dimensions !== undefined && defaultValue !== undefined)
    note(`${nameOf(filter)} has dimensions, so its default value is never published.`);
  return [
    {
      filter,
      compiled,
      constant: constantValue(filter),
      defaultValue: dimensions === undefined ? defaultValue : undefined,
      watch: watchDimensionValues(nameOf(filter), note),
      minute: -Infinity,
      lines: 0,
      matches: 0,
    },
  ];
}
