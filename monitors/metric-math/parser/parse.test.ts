import { describe, expect, it } from 'vitest';
import { renderTextError } from '../../../core/source/text-error.ts';
import { printExpression } from '../print.ts';
import documented from '../vectors/documented.json' with { type: 'json' };
import { parseExpression } from './parse.ts';

/** The expression as it is understood: printed in its one form, or the rendered error. */
function read(text: string): string {
  const result = parseExpression(text);
  return result.ok ? printExpression(result.expression) : renderTextError(result.error);
}

describe('an expression', () => {
  it.each(documented.examples)('of the documentation is accepted: %s', (text) => {
    expect(parseExpression(text)).toMatchObject({ ok: true });
  });

  it.each([
    ['m1+m2*m3', 'm1 + m2 * m3'],
    ['(m1+m2)*m3', '(m1 + m2) * m3'],
    ['(m1*m2)+m3', 'm1 * m2 + m3'],
    ['m1-(m2-m3)', 'm1 - (m2 - m3)'],
    ['(m1-m2)-m3', '(m1 - m2) - m3'],
    ['-m1^2', '-m1 ^ 2'],
    ['(-m1)^2', '(-m1) ^ 2'],
    ['2^-m1', '2 ^ (-m1)'],
    ['m1--m2', 'm1 - -m2'],
    ['m1 > 5 && m2 <= 3 || m3 != 0', 'm1 > 5 AND m2 <= 3 OR m3 != 0'],
    ['m1 AND (m2 OR m3)', 'm1 AND (m2 OR m3)'],
    ['-(m1+m2)', '-(m1 + m2)'],
    ['1.50e2 * m1', '150 * m1'],
    ['.5*m1', '0.5 * m1'],
    ['constructor/toString', 'constructor / toString'],
    ['1E-3 * m1', '0.001 * m1'],
    ['  SUM( [ m1 ,m2 ] ) ', 'SUM([m1, m2])'],
    ['METRICS("4xx")', 'METRICS("4xx")'],
    [`SEARCH('{A,B} MetricName="x"', 'Sum')`, `SEARCH('{A,B} MetricName="x"', 'Sum')`],
    ['m1\n  /\n  m2', 'm1 / m2'],
    ['SELECT AVG(CPUUtilization) FROM "AWS/EC2"', 'SELECT AVG(CPUUtilization) FROM "AWS/EC2"'],
  ])('%s is read as %s', (text, printed) => {
    expect(read(text)).toBe(printed);
  });
});

describe('a rejected expression', () => {
  it.each([
    ['', 'line 1, column 1: the expression is empty. Expected metric math, such as m1 / m2.', 1],
    [
      'm1 +',
      'line 1, column 5: the expression ends here. Expected a metric id, a number, a function or "(".',
      5,
    ],
    [
      '+m1',
      'line 1, column 1: unexpected "+". Expected a metric id, a number, a function or "(".',
      1,
    ],
    ['m1 m2', 'line 1, column 4: unexpected "m2". Expected an operator or the end.', 4],
    ['5m1', 'line 1, column 2: unexpected "m1". Expected an operator or the end.', 2],
    ['(m1', 'line 1, column 4: the expression ends here. Expected ")" or an operator.', 4],
    ['m1)', 'line 1, column 3: unexpected ")". Expected an operator or the end.', 3],
    [
      '[m1, m2',
      'line 1, column 8: the expression ends here. Expected "," or "]" or an operator.',
      8,
    ],
    [
      'SUM([])',
      'line 1, column 6: unexpected "]". Expected a metric id, a number, a function or "(".',
      6,
    ],
    ['m1 = 5', 'line 1, column 4: "=" is not an operator. Expected "==" to compare.', 4],
    [
      '!m1',
      'line 1, column 1: "!" is not an operator. Expected "!=", or a comparison with 0 such as m1 == 0.',
      1,
    ],
    [
      'NOT m1',
      'line 1, column 1: "NOT" is not an operator. Expected a comparison with 0 such as m1 == 0, or "!=".',
      1,
    ],
    ['m1 & m2', 'line 1, column 4: "&" is not an operator. Expected "&&" or AND.', 4],
    ['m1 | m2', 'line 1, column 4: "|" is not an operator. Expected "||" or OR.', 4],
    ['m1 % 2', 'line 1, column 4: "%" is not an operator. Expected one of + - * / ^.', 4],
    [
      'm1 and m2',
      'line 1, column 4: "and" is not an operator. Expected AND: operators are written in upper case.',
      4,
    ],
    ['m1 <> 5', 'line 1, column 4: "<>" is not an operator. Expected "!=".', 4],
    ['m1 ** 2', 'line 1, column 4: "**" is not an operator. Expected "^".', 4],
    [
      'm1 # 2',
      'line 1, column 4: "#" is not part of metric math. Expected a metric id, a number, a function or an operator.',
      4,
    ],
    [
      'METRICS(“x”)',
      `line 1, column 9: "“" is a typographic quote. Expected a straight quote, " or '.`,
      9,
    ],
    [
      'METRICS("x)',
      'line 1, column 9: this quote is never closed. Expected a " that ends the text.',
      9,
    ],
    [
      'avg(m1)',
      'line 1, column 1: "avg" is not a function. Expected AVG: functions are written in upper case.',
      1,
    ],
    ['AVERAGE(m1)', 'line 1, column 1: "AVERAGE" is not a function. Expected AVG.', 1],
    [
      'RUNNINGSUM(m1)',
      'line 1, column 1: "RUNNINGSUM" is not a function. Expected RUNNING_SUM.',
      1,
    ],
    ['SUM', 'line 1, column 1: the function "SUM" is not called. Expected "(" after SUM.', 1],
    [
      'M1 + 2',
      'line 1, column 1: "M1" is neither a function nor a keyword. Expected a metric id, which begins with a lower-case letter.',
      1,
    ],
    [
      '1e999 * m1',
      'line 1, column 1: 1e999 is too large. Expected a number that a double can hold.',
      1,
    ],
    [
      '"text"',
      'line 1, column 1: a string is used where a value is required. Expected a metric id, a number or a function.',
      1,
    ],
    [
      'm1 + "x"',
      'line 1, column 6: a string is used where a value is required. Expected a metric id, a number or a function.',
      6,
    ],
    [
      'm1 + REPEAT',
      'line 1, column 6: the keyword REPEAT is used where a value is required. Expected a metric id, a number or a function.',
      6,
    ],
    [
      'm1 + true',
      'line 1, column 6: a boolean is used where a value is required. Expected a metric id, a number or a function.',
      6,
    ],
    ['SUM()', 'line 1, column 1: SUM is given 0 arguments. Expected 1 argument.', 1],
    ['IF(m1)', 'line 1, column 1: IF is given 1 argument. Expected 2 to 3 arguments.', 1],
    [
      'ABS(5)',
      'line 1, column 5: argument 1 of ABS is a scalar number. Expected a time series or an array of time series.',
      5,
    ],
    [
      'TIME_SERIES([m1])',
      'line 1, column 13: argument 1 of TIME_SERIES is an array of time series. Expected a scalar number.',
      13,
    ],
    [
      'FILL(m1, NEVER)',
      'line 1, column 10: argument 2 of FILL is "NEVER". Expected a scalar number or a time series or REPEAT or LINEAR; ids begin with a lower-case letter.',
      10,
    ],
    [
      'FILL(m1, DESC)',
      'line 1, column 10: argument 2 of FILL is "DESC". Expected a scalar number or a time series or REPEAT or LINEAR.',
      10,
    ],
    [
      'SORT(METRICS(), STDDEV, ASC)',
      'line 1, column 17: argument 2 of SORT is "STDDEV". Expected AVG or MIN or MAX or SUM.',
      17,
    ],
    [
      'PERIOD(m1 + m2)',
      'line 1, column 8: argument 1 of PERIOD is a value. Expected the id of a metric.',
      8,
    ],
    [
      'METRICS(m1)',
      'line 1, column 9: argument 1 of METRICS is a value. Expected a quoted string.',
      9,
    ],
    [
      'MAX([m1, 5])',
      'line 1, column 10: a scalar number in a list. Expected time series or arrays of them; TIME_SERIES(5) makes a series of a number.',
      10,
    ],
    [
      'METRICS() > 5',
      'line 1, column 11: ">" between an array of time series and a scalar number. Expected time series or scalars on both sides.',
      11,
    ],
    [
      '[m1] + [m2]',
      'line 1, column 6: "+" between an array of time series and an array of time series. Expected at most one array of time series, next to a time series or a scalar.',
      6,
    ],
    [
      'IF(1, 2, 3)',
      'line 1, column 7: argument 2 of IF is a scalar number. Expected a time series.',
      7,
    ],
    [
      'LAMBDA("f", m1)',
      'line 1, column 13: argument 2 of LAMBDA is a value. Expected a string, a number or a boolean.',
      13,
    ],
    [
      "DB_PERF_INSIGHTS('RDS', 'db-1', [m1])",
      'line 1, column 33: argument 3 of DB_PERF_INSIGHTS is an array of time series. Expected a quoted string or a list of strings.',
      33,
    ],
  ])('%s: %s', (text, message, column) => {
    expect(read(text)).toBe(`${message}\n  ${text}\n  ${' '.repeat(column - 1)}^`);
  });

  it('shows the line it is in', () => {
    expect(read('m1\n  / ^ m2')).toBe(
      'line 2, column 5: unexpected "^". Expected a metric id, a number, a function or "(".\n    / ^ m2\n      ^',
    );
  });

  it.each(['(', '[', '-', 'ABS('])('does not overflow the stack with 100,000 "%s"', (opener) => {
    const result = parseExpression(opener.repeat(100_000));
    expect(result.ok ? '' : result.error.problem).toBe(
      'the expression nests deeper than 100 levels',
    );
  });

  it('may nest 100 levels and no more', () => {
    const nested = (levels: number) => `${'('.repeat(levels)}m1${')'.repeat(levels)}`;
    expect(read(nested(100))).toBe('m1');
    expect(parseExpression(nested(101))).toMatchObject({ ok: false, error: { offset: 100 } });
  });
});
