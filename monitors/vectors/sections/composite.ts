import { z } from 'zod';
import { alarmReference } from '../../aws/arn.ts';
import { alarmStates } from '../../definitions/alarm-state.ts';
import { ruleHolds } from '../../composite-rule/evaluate.ts';
import { parseRule } from '../../composite-rule/parse.ts';
import { evidence, openness } from '../rows/evidence.ts';
import { section } from '../rows/section.ts';
import { expectedState } from '../rows/states.ts';

const form = z.object({
  vectors: z.array(
    z
      .object({
        ...evidence,
        rule: z.string(),
        states: z.record(z.string(), z.enum(alarmStates)).default({}),
        state: z.string().optional(),
        notState: z.string().optional(),
      })
      .refine(({ state, notState }) => state !== undefined || notState !== undefined, {
        message: 'the row has neither state nor notState',
      }),
  ),
});

/** What a composite alarm's rule comes to; `reject` where it is no rule. */
export const composite = section('composite', form, ({ vectors }) =>
  vectors.map((row, index) => ({
    id: `composite.vectors[${index}]`,
    ...expectedState(row, stateOf(row.rule, row.states)),
    ...openness(row),
  })),
);

function stateOf(text: string, states: Readonly<Record<string, (typeof alarmStates)[number]>>) {
  const parsed = parseRule(text);
  if (!parsed.ok) return 'reject';
  const holds = ruleHolds(parsed.rule, (reference) => {
    // A rule may write an ARN where the row names the alarm.
    const key = [reference, alarmReference(reference).name].find((alarm) =>
      Object.hasOwn(states, alarm),
    );
    return states[key ?? ''] ?? 'INSUFFICIENT_DATA';
  });
  return holds ? 'ALARM' : 'OK';
}
