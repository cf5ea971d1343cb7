import { expect, it } from 'vitest';
import { faultTable } from '../testing/fault-table.ts';
import { contradictionTable } from '../testing/contradiction-table.ts';
import { gapTable } from '../testing/gap-table.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';

it.each([...faultTable, ...gapTable, ...contradictionTable])(
  'finds %s',
  async (_, plant, outcome, rule, sentences) => {
    const verdict = await verdictOn(plant);
    const expected = [sentences].flat();
    expect(objectionsBy(verdict, rule)).toEqual(expect.arrayContaining(expected));
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.reasons).toEqual(
      expect.arrayContaining(expected.map((text) => text.slice(text.indexOf(':') + 2))),
    );
  },
);

it('raises none of these objections on a healthy run', async () => {
  const { outcome, findings } = await verdictOn();
  expect(outcome).toBe('pass');
  expect(findings.filter(({ severity }) => severity !== 'confirmation')).toEqual([
    {
      rule: 'invariants',
      severity: 'remark',
      summary: 'There was nothing to check for nights-given-back.',
    },
    {
      rule: 'objectives',
      severity: 'remark',
      summary:
        'Not judged, too few answers: reads: p95 of booking (13 answers), reads: p99 of booking (13 answers) and writes: p95 of book and book-again together (18 answers).',
    },
  ]);
});
