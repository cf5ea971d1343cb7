import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { performAb } from '../../run/ab/perform-ab.ts';
import { leastPairs } from '../../reports/gate/plan-pairs.ts';
import { knownError } from '../../core/errors.ts';
import { type RunComparisonFlags, optionsOf } from '../gate/flags.ts';
import { runContext } from '../run/command.ts';
import type { RunFlags } from '../run/flags.ts';
import { outFolder, requestOf } from '../run/request.ts';
import { startProgress } from '../terminal/progress.ts';
import { announceAb } from '../terminal/comparison.ts';
import { type SideFlags, openSides } from './sides.ts';

export interface AbFlags
  extends
    Omit<RunComparisonFlags, 'html'>,
    SideFlags,
    Pick<
      RunFlags,
      'visitors' | 'duration' | 'ramp' | 'seed' | 'out' | 'slo' | 'env' | 'iMayTestThisSystem'
    > {
  readonly scenario?: string;
  readonly pairs?: number;
}

/** Blocks are short and many, so that they are as good as neighbors in time. */
const block = { visitors: 200, duration: 10, ramp: 2 } as const;
const mostPairs = 60;

/** `bilancia ab`: its exit status is that of the comparison. */
export async function abCommand(
  this: Context,
  flags: AbFlags,
  a?: string,
  b?: string,
): Promise<void> {
  const { pairs = mostPairs, seed = 1, scenario = 'steady', history = [] } = flags;
  if (pairs < leastPairs) {
    const expected = `${leastPairs} or more: fewer tell nothing`;
    throw knownError('bad-value', { what: '--pairs', given: String(pairs), expected });
  }
  const options = optionsOf(flags);
  const out = outFolder(this, flags, 'ab');
  const isProfile = !/[/\\.]/.test(scenario);
  const load = requestOf(
    this,
    { ...(isProfile ? block : {}), ...given(flags), abortEarly: false, seed, out },
    scenario,
  );
  const progress = startProgress(this, flags);
  try {
    await using sides = await openSides(this, progress, flags, [a, b]);
    const result = await performAb(runContext(this), progress, {
      base: sides.base,
      new: sides.new,
      load,
      options,
      pairs,
      seed,
      out,
      history: history.map((path) => resolve(this.workingDirectory, path)),
      confirmed: flags.iMayTestThisSystem,
    });
    progress.end();
    announceAb(this, flags.json, result);
  } finally {
    progress.end();
  }
}

/** The flags that were given: a load that was not leaves the defaults. */
function given(flags: AbFlags): AbFlags {
  return Object.assign(
    { iMayTestThisSystem: false, json: false },
    ...Object.entries(flags)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ({ [name]: value })),
  );
}
