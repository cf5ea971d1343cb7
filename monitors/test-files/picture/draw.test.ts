import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { runTest } from '../run/run.ts';
import { errorsAlarm, setOf } from '../testing/definitions.ts';
import { testCase } from '../testing/test-file.ts';
import { axisLine, axisOf, columnOf, columnsOf } from '../../play/picture/axis.ts';
import { draw } from '../../play/picture/draw.ts';
import { pictureOf } from './picture-of-test.ts';

const minute = 60_000;

async function picture(keys: string, width: number): Promise<string> {
  const set = setOf(errorsAlarm(), errorsAlarm({ name: 'other' }), {
    kind: 'composite-alarm',
    name: 'page',
    rule: 'ALARM(errors)',
  });
  const result = runTest(await testCase(`until: 10m\n${keys}`), set, {
    strictRange: false,
    now: () => 0,
  });
  return `\n${pictureOf(set, result, width).join('\n')}\n`;
}

const series = 'series: [{ namespace: Booking, metric: Errors, values: 0 2 5 9 5 0x4 }]';

it('shows what was got, what was expected, where they differ and when actions ran', async () => {
  const keys = `${series}\nexpect: { alarms: { errors: [OK at 1m, ALARM at 5m, OK at 8m] } }`;
  expect(await picture(keys, 70)).toBe(`
Errors Sum ▁   ▃   ▅   █   ▅   ▁   ▁   ▁   ▁   ▁     0 to 9
errors     ····────────████████████─────────────────
  expected ····────────────────████████████─────────
                       ^^^^^^^^    ^^^^^^^^
  actions              !
           ╵0m     ╵2m     ╵4m     ╵6m     ╵8m
`);
});

it('marks where either state was expected, and nothing within the tolerance', async () => {
  const keys = `${series}\nexpect: { tolerance: 1m, alarms: { errors: [OK at 1m..2m, ALARM at 4m, OK at 8m] } }`;
  expect(await picture(keys, 70)).toBe(`
Errors Sum ▁   ▃   ▅   █   ▅   ▁   ▁   ▁   ▁   ▁     0 to 9
errors     ····────────████████████─────────────────
  expected ????????????????????████████????????─────
                                   ^^^^
  actions              !
           ╵0m     ╵2m     ╵4m     ╵6m     ╵8m
`);
});

it('draws a composite alarm under the alarms that it looks at', async () => {
  const keys = `${series}\nexpect: { alarms: { page: never ALARM } }`;
  expect(await picture(keys, 70)).toBe(`
Errors Sum ▁   ▃   ▅   █   ▅   ▁   ▁   ▁   ▁   ▁     0 to 9
errors     ····────────████████████─────────────────
  actions              !
page       ────────────████████████─────────────────
  expected ?????????????????????????????????????????
                       ^^^^^^^^^^^^
           ╵0m     ╵2m     ╵4m     ╵6m     ╵8m
`);
});

it('fits a terminal that is narrow, and cuts long names', () => {
  const states = { from: 0, states: ['OK'] as const };
  const lines = draw({
    from: 0,
    to: 10 * minute,
    width: 40,
    rows: [{ kind: 'states', label: 'an alarm with quite a long name', got: [states] }],
  });
  expect(lines).toEqual(['an alarm with q… ──────', '                 ╵0m']);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
});

it('shows a state that begins and ends within one column', () => {
  const got = [
    { from: 0, states: ['OK'] as const },
    { from: 61_000, states: ['ALARM'] as const },
    { from: 62_000, states: ['OK'] as const },
  ];
  const rows = [{ kind: 'states' as const, label: 'a', got }];
  expect(draw({ from: 0, to: 60 * minute, width: 60, rows })[0]).toBe(
    'a          ╳──────────────────────────────',
  );
});

const stretch = fc.tuple(
  fc.nat(2_000_000_000_000),
  fc.nat(40 * 86_400_000),
  fc.integer({ min: 1, max: 200 }),
);

test.prop([stretch])(
  'cuts any stretch of time into columns that hold all of it',
  ([from, length, room]) => {
    const axis = axisOf(from, from + length, room);
    const columns = columnsOf(axis);
    expect(columns.length).toBeLessThanOrEqual(room);
    expect(columns[0]?.begin).toBe(from);
    expect(columns.at(-1)?.end).toBeGreaterThan(from + length);
    expect(columnOf(axis, from + length)).toBe(columns.length - 1);
    expect(axisLine(axis).startsWith('╵0m')).toBe(true);
  },
);
