import { describe, expect, it } from 'vitest';
import { testCase, testFile } from '../testing/test-file.ts';

const start = Date.UTC(2026, 0, 5);
const minute = 60_000;
const head = 'monitors: x.ts\ntests:\n';

/** Beginning of a test whose further keys are given. */
function withKeys(keys: string): string {
  return `${head}  - name: it\n    until: 10m\n    ${keys}\n`;
}

describe('a test file', () => {
  it('is read with its times, lines, values, states and expectations', async () => {
    const good = await testCase(`
until: 1h
logs:
  /ecs/pms:
    - 1m every 30s for 1m: again
    - 1m: [first, second]
series:
  - { namespace: A, metric: B, dimensions: { C: 7 }, values: 1 _ 3, interval: 5m, from: 10m, count: 4, unit: Count }
bands:
  - { alarm: odd, lower: 0x2, upper: 5 _ 7 }
states: { other: OK }
forced:
  - 7m: { other: ALARM }
expect:
  tolerance: 30s
  alarms:
    a: [OK, ALARM at 7m..9m, OK at 12m]
    b: never ALARM
  at:
    - 8m: { a: ALARM }
  actions:
    - { at: 7m, alarm: a, state: ALARM, outcome: suppressed, action: alerts }
`);
    const event = { logGroup: '/ecs/pms' };
    expect(good.logs[0]?.events).toEqual([
      { ...event, at: start + minute, message: 'again' },
      { ...event, at: start + minute, message: 'first' },
      { ...event, at: start + minute, message: 'second' },
      { ...event, at: start + 1.5 * minute, message: 'again' },
    ]);
    const metric = { namespace: 'A', metricName: 'B', dimensions: { C: '7' } };
    expect(good.series[0]?.observations).toEqual([
      { ...metric, at: start + 10 * minute, value: 1, count: 4, unit: 'Count' },
      { ...metric, at: start + 20 * minute, value: 3, count: 4, unit: 'Count' },
    ]);
    expect(good.bands[0]?.points).toEqual([
      { at: start, lower: 0, upper: 5 },
      { at: start + 2 * minute, lower: 0, upper: 7 },
    ]);
    expect(good.initial.map(({ value }) => value)).toEqual([{ alarm: 'other', state: 'OK' }]);
    expect(good.forced.map(({ value }) => value)).toEqual([
      { at: start + 7 * minute, alarm: 'other', state: 'ALARM' },
    ]);
    const { expect: expected } = good;
    expect(expected.tolerance).toBe(30_000);
    expect(expected.alarms[0]?.first?.value).toBe('OK');
    expect(expected.alarms[0]?.changes?.map(({ value }) => value)).toEqual([
      { state: 'ALARM', window: { from: start + 7 * minute, to: start + 9 * minute } },
      { state: 'OK', window: { from: start + 12 * minute, to: start + 12 * minute } },
    ]);
    expect(expected.alarms[1]?.never.map(({ value }) => value)).toEqual(['ALARM']);
    expect(expected.alarms[1]?.changes).toBeUndefined();
    expect(expected.actions?.list.map(({ value }) => value)).toEqual([
      {
        window: { from: start + 7 * minute, to: start + 7 * minute },
        alarm: 'a',
        state: 'ALARM',
        outcome: 'suppressed',
        action: 'alerts',
      },
    ]);
  });

  it('takes a log file with its own times, or moved to begin with the test', async () => {
    const log = '2026-01-05T00:01:00Z a\n  trace\n\n2026-01-05T00:02:00Z b\n';
    const own = withKeys('logs: { g: [{ file: app.log }] }\n    expect: { actions: [] }');
    const moved = withKeys(
      'logs: { g: [{ file: app.log, begins: 5m }] }\n    expect: { actions: [] }',
    );
    const times = async (text: string) => {
      const { tests } = await testFile(text, { 'app.log': log });
      return tests[0]?.logs[0]?.events.map(({ at, message }) => [(at - start) / minute, message]);
    };
    expect(await times(own)).toEqual([
      [1, '2026-01-05T00:01:00Z a'],
      [1, '  trace'],
      [2, '2026-01-05T00:02:00Z b'],
    ]);
    expect(await times(moved)).toEqual([
      [5, '2026-01-05T00:01:00Z a'],
      [5, '  trace'],
      [6, '2026-01-05T00:02:00Z b'],
    ]);
  });

  const expectOk = 'expect: { alarms: { a: OK } }';
  it.each<[string, string, string]>([
    ['that is empty', '', '1:1: The file is empty. Expected a mapping.\n  \n  ^'],
    [
      'that is no YAML',
      'monitors: [',
      '1:12: Flow sequence in block collection must be sufficiently indented and end with a ]. Expected YAML, in which a text that begins with [ or { or holds ": " stands in quotes.\n  monitors: [\n             ^',
    ],
    [
      'without definitions',
      'tests: []',
      '1:1: "monitors" is missing. Expected monitors: the file of definitions.\n  tests: []\n  ^',
    ],
    [
      'without tests',
      'monitors: x.ts\ntests: []',
      '2:8: There is no test here. Expected a list of tests.\n  tests: []\n         ^',
    ],
    [
      'with a key that is none',
      `${head}  - nam: it`,
      '3:5: "nam" is not a key here (did you mean "name"?). Expected one of name, start, until, logs, series, bands, results, states, forced, expect.\n    - nam: it\n      ^',
    ],
    [
      'that says a key twice',
      `${head}  - name: a\n    name: b`,
      '4:5: Map keys must be unique. Expected each key once.\n      name: b\n      ^',
    ],
    [
      'that expects nothing',
      withKeys('expect: {}'),
      '5:13: Nothing is expected. Expected alarms, at or actions.\n      expect: {}\n              ^',
    ],
    [
      'that ends before it begins',
      `${head}  - name: it\n    until: 0\n    ${expectOk}`,
      '4:12: The test ends where it begins. Expected a later time.\n      until: 0\n             ^',
    ],
    [
      'with a start without a zone',
      `${head}  - name: it\n    start: 2026-11-22T09:00\n    until: 1m\n    ${expectOk}`,
      '4:12: "2026-11-22T09:00" is not an instant. Expected an instant with its zone such as 2026-11-22T09:15:00Z.\n      start: 2026-11-22T09:00\n             ^',
    ],
    [
      'with a state that is none',
      withKeys('expect: { alarms: { a: [OK, ALARMED at 7m] } }'),
      '5:33: This is not a state of an alarm. Expected a state (OK, ALARM, INSUFFICIENT_DATA), "STATE at TIME", "STATE at TIME..TIME" or "never STATE".\n      expect: { alarms: { a: [OK, ALARMED at 7m] } }\n                                  ^',
    ],
    [
      'with a change without a time',
      withKeys('expect: { alarms: { a: [OK, ALARM] } }'),
      '5:33: "ALARM" has no time. Expected "ALARM at TIME": only the first has none.\n      expect: { alarms: { a: [OK, ALARM] } }\n                                  ^',
    ],
    [
      'with a change to the same state',
      withKeys('expect: { alarms: { a: [OK, OK at 7m] } }'),
      '5:33: It is already in OK. Expected a change to another state.\n      expect: { alarms: { a: [OK, OK at 7m] } }\n                                  ^',
    ],
    [
      'with an alias of nothing',
      withKeys('expect: *nothing'),
      '5:13: There is no &nothing above. Expected the name of an anchor.\n      expect: *nothing\n              ^',
    ],
    [
      'with changes in disorder',
      withKeys('expect: { alarms: { a: [OK at 7m, ALARM at 6m] } }'),
      '5:39: This comes before the change above it. Expected changes in the order of time.\n      expect: { alarms: { a: [OK at 7m, ALARM at 6m] } }\n                                        ^',
    ],
    [
      'with a time after its end',
      withKeys('expect: { at: [ 11m: { a: OK } ] }'),
      '5:21: "11m" is outside the test. Expected a time from 0m to 10m.\n      expect: { at: [ 11m: { a: OK } ] }\n                      ^',
    ],
    [
      'with a window that ends before it begins',
      withKeys('expect: { alarms: { a: [OK at 7m..6m] } }'),
      '5:29: "7m..6m" ends before it begins. Expected the earlier time first.\n      expect: { alarms: { a: [OK at 7m..6m] } }\n                              ^',
    ],
    [
      'with lines that go on after its end',
      withKeys(`logs: { g: [ 9m every 1m for 5m: x ] }\n    ${expectOk}`),
      '5:18: "9m every 1m for 5m" goes on after the end of the test. Expected an end within the test.\n      logs: { g: [ 9m every 1m for 5m: x ] }\n                   ^',
    ],
    [
      'with lines every nothing',
      withKeys(`logs: { g: [ 9m every 0s for 5m: x ] }\n    ${expectOk}`),
      '5:18: "0s" is not a duration. Expected a duration such as 10s, 1m or 1h30m.\n      logs: { g: [ 9m every 0s for 5m: x ] }\n                   ^',
    ],
    [
      'with a series that is none, at the very word',
      withKeys(`series: [{ namespace: A, metric: B, values: "1 2 x3" }]\n    ${expectOk}`),
      '5:54: "x3" is not a value of a series. Expected values such as 5, -1.5e3, 1+0x6 (seven values), 4x2 (three), _ (none), _x3 (three times none) or stale.\n      series: [{ namespace: A, metric: B, values: "1 2 x3" }]\n                                                       ^',
    ],
    [
      'with a value that CloudWatch does not take',
      withKeys(`series: [{ namespace: A, metric: B, values: 1e200 }]\n    ${expectOk}`),
      '5:49: 1e+200 is too large for CloudWatch. Expected values from -2^360 to 2^360.\n      series: [{ namespace: A, metric: B, values: 1e200 }]\n                                                  ^',
    ],
    [
      'with bands of two lengths',
      withKeys(`bands: [{ alarm: a, lower: 1x3, upper: 5x2 }]\n    ${expectOk}`),
      '5:44: upper has 3 values, and lower 4. Expected the same number of each.\n      bands: [{ alarm: a, lower: 1x3, upper: 5x2 }]\n                                             ^',
    ],
    [
      'with a list where a text belongs',
      withKeys(`series: [{ namespace: [A], metric: B, values: 1 }]\n    ${expectOk}`),
      '5:27: This is a list. Expected a string.\n      series: [{ namespace: [A], metric: B, values: 1 }]\n                            ^',
    ],
    [
      'with a mapping where a line belongs',
      withKeys(`logs: { g: [ 1m: { a: b } ] }\n    ${expectOk}`),
      '5:22: This is a mapping. Expected a log line or a list of log lines.\n      logs: { g: [ 1m: { a: b } ] }\n                       ^',
    ],
    [
      'with a log file without times',
      withKeys(`logs: { g: [ file: app.log ] }\n    ${expectOk}`),
      '5:24: No line of app.log states a time. Expected lines with their times.\n      logs: { g: [ file: app.log ] }\n                         ^',
    ],
  ])('%s is refused', async (_what, text, message) => {
    const reading = testFile(text, { 'app.log': 'nothing\n' });
    await expect(reading).rejects.toMatchObject({
      code: 'bad-text',
      message: `x.monitors-test.yml:${message}`,
    });
  });

  it('refuses more nesting and more aliases than anybody writes, and does not hang', async () => {
    await expect(testFile(`monitors: ${'['.repeat(20_000)}`)).rejects.toMatchObject({
      code: 'bad-text',
    });
    const bomb = Array.from({ length: 40 }, (_, n) => `a${n}: &a${n} [*a${n - 1}, *a${n - 1}]`);
    await expect(testFile(`a0: &a0 x\n${bomb.slice(1).join('\n')}`)).rejects.toMatchObject({
      code: 'bad-text',
    });
  });
});
