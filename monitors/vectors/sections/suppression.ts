import { z } from 'zod';
import { alarmStates } from '../../definitions/alarm-state.ts';
import { evidence, openness } from '../rows/evidence.ts';
import type { Row } from '../rows/row.ts';
import { section } from '../rows/section.ts';
import { playScenario, type PlayedPeriod } from '../rows/scenario.ts';

const time = z.string().regex(/^t\d+$/, 'a time such as t2');
const changes = z.array(z.tuple([time, z.enum(alarmStates)])).default([]);
/** `["t2", "t4"]`, or `["t2-t4 discarded at t3", "t3-t5"]`. */
const periods = z.array(z.string().regex(/^t\d+(-t\d+( discarded at t\d+)?)?$/)).optional();

const form = z.object({
  waitPeriod: z.number().min(0),
  extensionPeriod: z.number().min(0),
  scenarios: z.array(
    z.object({
      ...evidence,
      waitPeriod: z.number().min(0).optional(),
      extensionPeriod: z.number().min(0).optional(),
      composite: changes,
      suppressor: changes,
      wait: periods,
      extension: periods,
      actionsAt: z.array(z.string().regex(/^t\d+( \(for [A-Z_]+\))?$/)).optional(),
    }),
  ),
});

/** When the actions of a composite alarm with a suppressor run. */
export const suppression = section('suppression', form, (all) =>
  all.scenarios.flatMap((scenario, index): Row[] => {
    const played = playScenario(scenario.composite.map(timed), scenario.suppressor.map(timed), {
      waitPeriod: scenario.waitPeriod ?? all.waitPeriod,
      extensionPeriod: scenario.extensionPeriod ?? all.extensionPeriod,
    });
    const id = `suppression.scenarios[${index}]`;
    const open = openness(scenario);
    const periodRow = (name: 'wait' | 'extension'): Row[] => {
      const expected = scenario[name];
      if (expected === undefined) return [];
      return [
        { id: `${id}.${name}`, expected, got: inTheWordsOf(expected, played[name]), ...open },
      ];
    };
    const { actionsAt } = scenario;
    const actions = played.actions.map(({ at, state }, place) =>
      actionsAt?.[place]?.includes('(') === true ? `t${at} (for ${state})` : `t${at}`,
    );
    return [
      ...(actionsAt === undefined
        ? []
        : [{ id: `${id}.actionsAt`, expected: actionsAt, got: actions, ...open }]),
      ...periodRow('wait'),
      ...periodRow('extension'),
    ];
  }),
);

function timed([at, state]: readonly [string, (typeof alarmStates)[number]]) {
  return { at: Number(at.slice(1)), state };
}

/** A row that names only times, two a period, speaks of the last periods, and not of when one was discarded. */
function inTheWordsOf(expected: readonly string[], played: readonly PlayedPeriod[]): string[] {
  if (expected.every((text) => /^t\d+$/.test(text)))
    return played
      .slice(-Math.max(1, expected.length / 2))
      .flatMap(({ from, to }) => [`t${from}`, `t${to}`]);
  return played.map(({ from, to, discardedAt }) =>
    discardedAt === undefined ? `t${from}-t${to}` : `t${from}-t${to} discarded at t${discardedAt}`,
  );
}
