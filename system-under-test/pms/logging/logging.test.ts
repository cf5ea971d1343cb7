import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatJson } from './json.ts';
import { formatLine, parseLine } from './line.ts';
import { createLogger, type LoggerOptions } from './logger.ts';
import { type Level, levels, type LogRecord } from './record.ts';

const at = Date.parse('2026-11-22T08:15:42.123Z') + 0.456;

function collecting(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const logger = createLogger({
    format: 'line',
    write,
    now: () => at,
    offset: () => 60,
    ...options,
  });
  return { lines, logger };
}

const anyRecord: fc.Arbitrary<LogRecord> = fc.record({
  micros: fc.integer({ min: 0, max: 4_000_000_000_000_000 }),
  offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
  channel: fc.stringMatching(/^[a-z][a-z_.-]{0,11}$/),
  level: fc.constantFrom(
    ...(['debug', 'info', 'notice', 'warning', 'error', 'critical'] as Level[]),
  ),
  message: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('two\r\nlines', '{"a":1} [] []', ' {} ', 'x {"not":"context"}', '[] []'),
  ),
  context: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
  extra: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
});

describe('the line form', () => {
  it('is the one Monolog prints, with empty bags as lists and slashes unescaped', () => {
    const { lines, logger } = collecting();
    logger.channel('payment').critical('Capture refused\nby bank', {});
    logger.info('Città a/b', { path: '/a', city: 'Forlì' });
    expect(lines).toEqual([
      '[2026-11-22T09:15:42.123456+01:00] payment.CRITICAL: Capture refused by bank [] []\n',
      '[2026-11-22T09:15:42.123456+01:00] app.INFO: Città a/b {"path":"/a","city":"Forlì"} []\n',
    ]);
  });

  it('tells of an uncaught exception in its message and its context', () => {
    const { lines, logger } = collecting();
    const error = Object.assign(new Error('Connection lost'), {
      name: 'ConnectionLost',
      errno: 2006,
    });
    error.stack =
      'ConnectionLost: Connection lost\n    at query (file:///app/database/query.ts:88:9)';
    logger.channel('request').uncaught(error);
    expect(lines).toEqual([
      '[2026-11-22T09:15:42.123456+01:00] request.CRITICAL: Uncaught Exception ConnectionLost: ' +
        '"Connection lost" at query.ts line 88 {"exception":"[object] ' +
        '(ConnectionLost(code: 2006): Connection lost at /app/database/query.ts:88)"} []\n',
    ]);
  });

  it('survives a context that JSON cannot write', () => {
    const circle: Record<string, unknown> = { big: 10n, none: undefined, not: Number.NaN };
    circle['self'] = circle;
    const { lines, logger } = collecting();
    logger.warning('odd', { circle });
    expect(lines[0]).toContain('{"circle":{"big":"10","none":null,"not":"NaN","self":{');
    expect(lines[0]).toContain('"Over 9 levels deep, aborting normalization"');
  });

  it('is always one line, and reads back as the same record', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const line = formatLine(record);
        expect(line).not.toMatch(/[\r\n]/);
        const message = record.message.replaceAll(/\r\n|\r|\n/g, ' ');
        expect(parseLine(line)).toEqual(JSON.parse(JSON.stringify({ ...record, message })));
      }),
    );
  });

  it.each([
    '',
    'plain text',
    '[yesterday] app.INFO: x [] []',
    '[2026-11-22T09:15:42.123456+01:00] app.LOUD: x [] []',
  ])('does not take %j for a record', (line) => {
    expect(parseLine(line)).toBeUndefined();
  });
});

describe('the JSON form', () => {
  it('has the keys, level numbers and empty bags of Monolog', () => {
    const { lines, logger } = collecting({ format: 'json', channel: 'payment' });
    logger.critical('Refused', { folio: 7 });
    expect(lines).toEqual([
      '{"message":"Refused","context":{"folio":7},"level":500,"level_name":"CRITICAL",' +
        '"channel":"payment","datetime":"2026-11-22T09:15:42.123456+01:00","extra":{}}\n',
    ]);
  });

  it('is always one line of JSON with the same facts', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const line = formatJson(record);
        expect(line).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(JSON.parse(line)).toMatchObject({
          message: record.message,
          level: levels[record.level],
          level_name: record.level.toUpperCase(),
          channel: record.channel,
        });
      }),
    );
  });
});

describe('the log of one request', () => {
  it('is silent when nothing went wrong', () => {
    const { lines, logger } = collecting();
    const request = logger.forRequest();
    request.debug('matched');
    request.warning('slow');
    expect(lines).toEqual([]);
  });

  it('holds the last 50 records until an error lets them and all later ones out', () => {
    const { lines, logger } = collecting();
    const request = logger.forRequest({ request: 'r1' });
    for (let n = 1; n <= 60; n += 1) request.debug(`step ${n}`);
    request.channel('payment').error('broke');
    request.info('after');
    expect(lines).toHaveLength(51);
    expect(lines[0]).toBe(
      '[2026-11-22T09:15:42.123456+01:00] request.DEBUG: step 12 [] {"request":"r1"}\n',
    );
    expect(lines.at(-2)).toContain('payment.ERROR: broke [] {"request":"r1"}');
    expect(lines.at(-1)).toContain('request.INFO: after');
  });

  it.each([
    [404, 0],
    [405, 0],
    [500, 2],
  ])('with an exception of status %i writes %i lines', (status, written) => {
    const { lines, logger } = collecting();
    const request = logger.forRequest();
    request.debug('matched');
    request.error('failed', { exception: Object.assign(new Error('x'), { status }) });
    expect(lines).toHaveLength(written);
  });
});
