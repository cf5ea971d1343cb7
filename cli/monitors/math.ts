import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { evaluateExpression } from '../../monitors/metric-math/evaluation/evaluate-expression.ts';
import type { Result } from '../../monitors/metric-math/evaluation/result.ts';
import { parseExpression } from '../../monitors/metric-math/parser/parse.ts';
import type { Series } from '../../monitors/metrics/datapoint.ts';
import { formatSpan } from '../../monitors/play/time.ts';
import { renderTextError } from '../../core/source/text-error.ts';
import { parseSeries } from '../../monitors/test-files/file/series-notation.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';

export interface MathFlags {
  readonly series?: readonly string[];
  readonly period?: string;
  readonly json: boolean;
}

const rejected = 1;

/** `bilancia monitors math`: what an expression comes to over series that are given. */
export function mathCommand(this: Context, flags: MathFlags, expression: string): void {
  const inputs = Object.fromEntries((flags.series ?? []).map(inputOf));
  const period = periodOf(flags.period ?? '60');
  const parsed = parseExpression(expression);
  if (!parsed.ok) throw knownError('bad-text', { error: renderTextError(parsed.error) });
  const lengths = Object.values(inputs).map((one) => (typeof one === 'number' ? 0 : one.length));
  const starts = Array.from({ length: Math.max(0, ...lengths) }, (_, at) => at * period * 1000);
  const result = evaluateExpression(expression, inputs, { starts, period });
  if (result.kind === 'invalid' || result.kind === 'unavailable') {
    this.process.exitCode = rejected;
    const who = result.kind === 'invalid' ? 'AWS would reject it' : 'It cannot be evaluated here';
    if (flags.json) writeJson(this, { expression, ...result });
    else this.process.stderr.write(`${who}: ${result.reason}.\n`);
    return;
  }
  if (flags.json) writeJson(this, { expression, ...shownResult(result) });
  else writeLines(this, linesOf(inputs, starts, columnsOf(result)));
}

/** `ID=VALUES`, or `ID==NUMBER` of a scalar. */
function inputOf(given: string): readonly [string, Series | number] {
  const [, id, values = ''] = /^([a-z]\w*)=(.*)$/s.exec(given) ?? [];
  if (id === undefined)
    throw knownError('bad-value', {
      what: '--series',
      given,
      expected: 'ID=VALUES such as m1=1,2,_,4, with an id that begins with a small letter',
    });
  const scalar = values.startsWith('=') ? values.slice(1).trim() : '';
  if (scalar !== '' && Number.isFinite(Number(scalar))) return [id, Number(scalar)];
  const parsed = parseSeries(values.replaceAll(',', ' '));
  if (!parsed.ok)
    throw knownError('bad-text', { error: `--series ${id}, ${renderTextError(parsed.error)}` });
  return [id, parsed.values];
}

function periodOf(given: string): number {
  const seconds = Number(given);
  if ([10, 20, 30].includes(seconds) || (seconds >= 60 && seconds % 60 === 0)) return seconds;
  throw knownError('bad-value', {
    what: '--period',
    given,
    expected: '10, 20, 30 or a multiple of 60 seconds',
  });
}

type Evaluated = Exclude<Result, { kind: 'invalid' } | { kind: 'unavailable' }>;

function shownResult(result: Evaluated): object {
  if (result.kind !== 'series') return result;
  const { kind, values } = result;
  return { kind, values };
}

/** The columns of a result: one of a series, several of an array, one value of a scalar. */
function columnsOf(result: Evaluated): readonly (readonly [string, Series | number | null])[] {
  if (result.kind === 'scalar') return [['result', result.value]];
  if (result.kind === 'series') return [['result', result.values]];
  return result.series.map((values, index) => [`result[${index}]`, values]);
}

function linesOf(
  inputs: Readonly<Record<string, Series | number>>,
  starts: readonly number[],
  results: readonly (readonly [string, Series | number | null])[],
): string[] {
  const columns = [...Object.entries(inputs), ...results];
  // A scalar of nothing but scalars has no periods.
  const rows = starts.length === 0 ? [0] : starts;
  return tableLines([
    ['TIME', ...columns.map(([name]) => name)],
    ...rows.map((start, at) => [
      formatSpan(start),
      ...columns.map(([, values]) => cell(values, at)),
    ]),
  ]);
}

function cell(values: Series | number | null, at: number): string {
  const value = typeof values === 'number' || values === null ? values : (values[at] ?? null);
  return value === null ? '-' : String(value);
}
