import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../core/run-folder/files/write-audit.ts';
import { auditWrites, setFullVerdict } from './judge.ts';

type Step = readonly [f: 'add' | 'read', type: AuditEvent['type'], value: number | number[] | null];

/** A history of these steps, a millisecond apart; adds are of process 0 and reads of process 1. */
function historyOf(steps: readonly Step[]): AuditEvent[] {
  return steps.map(([f, type, value], index) => {
    const event = { index, timeMs: index, process: f === 'add' ? 0 : 1, type, f, value };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the steps are of this form
    return event as AuditEvent;
  });
}

const acknowledged: readonly Step[] = [
  ['add', 'invoke', 1],
  ['add', 'ok', 1],
];
const indeterminate: readonly Step[] = [
  ['add', 'invoke', 1],
  ['add', 'info', 1],
];
const read = (...values: number[]): readonly Step[] => [
  ['read', 'invoke', null],
  ['read', 'ok', values],
];

describe('an audit of writes', () => {
  it.each<[string, readonly Step[], string, string]>([
    [
      'seen once and lost, though nobody knew whether it was done',
      [...indeterminate, ...read(1), ...read()],
      'seen-and-lost',
      'fail',
    ],
    ['that is there twice', [...acknowledged, ...read(1, 1)], 'duplicated', 'fail'],
    ['whose add never ended', [['add', 'invoke', 1], ...read()], 'indeterminate, absent', 'pass'],
    [
      'refused and absent',
      [['add', 'invoke', 1], ['add', 'fail', 1], ...read()],
      'refused, absent',
      'pass',
    ],
    ['that nobody ever read', acknowledged, 'not read back', 'inconclusive'],
    [
      'that was seen only before it was acknowledged',
      [['add', 'invoke', 1], ...read(1), ['add', 'ok', 1]],
      'not read back',
      'inconclusive',
    ],
    ['of which nobody knows anything', indeterminate, 'indeterminate, absent', 'inconclusive'],
  ])('says of an element %s what it is', (_, steps, state, outcome) => {
    const audit = auditWrites(historyOf(steps));
    expect(audit.elements.map((element) => element.state)).toEqual([state]);
    expect(audit.outcome).toBe(outcome);
  });

  const adds = fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 20 });

  test.prop([adds, fc.nat()])(
    'passes whatever is acknowledged and there in the end, and finds whichever one is taken out',
    (values, choice) => {
      const added = values.flatMap((value): Step[] => [
        ['add', 'invoke', value],
        ['add', 'ok', value],
      ]);
      expect(auditWrites(historyOf([...added, ...read(...values)])).outcome).toBe('pass');
      const gone = values[choice % values.length];
      const left = values.filter((value) => value !== gone);
      const audit = auditWrites(historyOf([...added, ...read(...left)]));
      expect(audit.outcome).toBe('fail');
      expect(audit.elements.filter(({ state }) => state !== 'kept')).toEqual([
        { value: gone, state: 'acknowledged-and-lost', staleMs: 0 },
      ]);
    },
  );

  const step = fc.oneof(
    fc
      .nat(4)
      .chain((value) =>
        fc.constantFrom<Step>(
          ['add', 'invoke', value],
          ['add', 'ok', value],
          ['add', 'fail', value],
          ['add', 'info', value],
        ),
      ),
    fc.constant<Step>(['read', 'invoke', null]),
    fc.array(fc.nat(4), { maxLength: 6 }).map((values): Step => ['read', 'ok', values]),
  );

  test.prop([fc.array(step, { maxLength: 40 })])(
    'never passes a history that set-full finds broken, and puts each element into one class',
    (steps) => {
      const history = historyOf(steps);
      const { valid, stable, lost, neverRead } = setFullVerdict(history);
      const audit = auditWrites(history);
      if (valid === false) expect(audit.outcome).toBe('fail');
      const classes = [...stable, ...lost, ...neverRead];
      expect(classes).toHaveLength(audit.elements.length);
      expect(new Set(classes)).toEqual(new Set(audit.elements.map(({ value }) => value)));
      if (audit.reads === 0) expect(audit.outcome).not.toBe('pass');
    },
  );
});
