// @module-tag needs/python-programs
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import * as faults from '../testing/faults.ts';
import { outcomeBy, severities } from '../verdict/finding.ts';
import { junit } from './junit.ts';
import { hostileName, judgedRun, renameOffers, slower } from '../testing/judged.ts';
import { readJunit } from '../../tests/outside-tools/junit.ts';

const healthy = await judgedRun();

describe('JUnit XML', () => {
  it("is as Jenkins' schema has it, and a pass without failure or error where the verdict is one", async () => {
    const { errors, suites, cases } = await readJunit(
      await junit.render(healthy.evidence, healthy.verdict),
    );
    expect(errors).toEqual([]);
    expect(suites.map(({ name, failures, errors: broken }) => [name, failures, broken])).toEqual([
      ['objectives', '0', '0'],
      ['invariants', '0', '0'],
      ['rules', '0', '0'],
    ]);
    expect(cases.find(({ name }) => name === 'reads: p95 of offers')).toEqual({
      classname: 'bilancia.objectives.reads',
      name: 'reads: p95 of offers',
      children: [
        [
          'system-out',
          null,
          'Observed: 26.2 ms; worst 30 s at +0:25: 28.7 ms. Target: < 300 ms; in any 30 s at most 30 % slower. Of 360 requests.',
        ],
      ],
    });
  });

  it('has a failure for what failed, with its sentence, once', async () => {
    const { evidence, verdict } = await judgedRun(faults.doubleSale);
    const { errors, cases } = await readJunit(await junit.render(evidence, verdict, slower));
    expect(errors).toEqual([]);
    const failed = cases.filter(({ children }) =>
      children.some(([tag]) => tag === 'failure' || tag === 'error'),
    );
    expect(failed.map(({ classname, name }) => `${classname} ${name}`)).toEqual([
      'bilancia.invariants no-double-sale',
      'bilancia.comparison.offers p95 of offers',
      'bilancia.comparison.book p50 of book',
    ]);
    expect(failed[1]?.children).toEqual([
      [
        'failure',
        '112 ms against 100 ms, +12.0 % (+8.0 % to +16.0 %), fail.',
        '112 ms against 100 ms, +12.0 % (+8.0 % to +16.0 %), fail.',
      ],
    ]);
  });

  it('is well-formed whatever requests are called, and no two cases are one to GitLab', async () => {
    const { evidence, verdict } = await judgedRun(renameOffers(hostileName));
    const twice = { ...verdict, objectives: [...verdict.objectives, ...verdict.objectives] };
    const { errors, cases } = await readJunit(await junit.render(evidence, twice));
    expect(errors).toEqual([]);
    const names = cases.map(({ classname, name }) => JSON.stringify([classname, name]));
    expect(new Set(names).size).toBe(names.length);
    expect(names.some((name) => name.includes(' (2)'))).toBe(true);
  });

  const finding = fc.record({
    rule: fc.constantFrom('objectives', 'invariants', 'load-held', 'parts'),
    severity: fc.constantFrom(...severities),
    summary: fc.string(),
  });
  test.prop([fc.array(finding)])(
    'has a failure or an error exactly where the verdict is no pass',
    async (findings) => {
      const verdict = { ...healthy.verdict, findings, outcome: outcomeBy(findings) };
      const text = await junit.render(healthy.evidence, verdict);
      const isClean = !/<(?:failure|error) /.test(text);
      expect(isClean).toBe(verdict.outcome === 'pass');
      const [, failures, errors] =
        /<testsuites [^>]*failures="(\d+)" errors="(\d+)"/.exec(text) ?? [];
      expect(failures === '0' && errors === '0').toBe(isClean);
    },
  );
});
