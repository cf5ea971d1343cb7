import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { checkFlagOfUp } from './flag-of-up.ts';
import type { Progress } from '../../run/progress.ts';
import type { AbSide } from '../../run/ab/request.ts';
import { describedTarget, targetAt } from '../../targets/described/described.ts';
import { checkedName } from '../../targets/local-options.ts';
import { localTarget } from '../../targets/local.ts';
import { commitOf } from '../../targets/revision.ts';
import { type OwnCluster, openCluster } from '../../targets/own-cluster.ts';

/** How the reference system is had, where no targets are given. */
export interface SideFlags {
  readonly revisionA?: string;
  readonly revisionB?: string;
  readonly aOption?: readonly string[];
  readonly bOption?: readonly string[];
}

export interface Sides extends AsyncDisposable {
  readonly base: AbSide;
  readonly new: AbSide;
}

/**
 * Both sides, ready for load; those that were started for it end with it.
 * @throws bad-usage, and what starting or reading a target throws
 */
export async function openSides(
  context: Context,
  progress: Progress,
  flags: SideFlags,
  [a, b]: readonly [a?: string | undefined, b?: string | undefined],
): Promise<Sides> {
  const { revisionA, revisionB, aOption = [], bOption = [] } = flags;
  const isOwn = [revisionA, revisionB, ...aOption, ...bOption].some((one) => one !== undefined);
  if (isOwn ? a !== undefined : b === undefined || a === undefined)
    throw knownError('bad-usage', {
      problem: isOwn
        ? 'Targets A and B cannot be given together with revisions or options of the reference system'
        : 'Two targets are needed, A and B, or revisions or options of the reference system',
      help: 'bilancia ab --help',
    });
  if (a !== undefined && b !== undefined)
    return {
      base: await sideAt(context, a),
      new: await sideAt(context, b),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  const own = {
    a: { revision: revisionA, options: aOption, flags: flagsOf('--a-option', aOption) },
    b: { revision: revisionB, options: bOption, flags: flagsOf('--b-option', bOption) },
  } as const;
  for (const [side, { revision, options }] of Object.entries(own))
    if (revision !== undefined) await commitOf(revision);
    // What flags another revision has is not known here.
    else for (const option of options) await checkFlagOfUp(context, `--${side}-option`, option);
  await using stack = new AsyncDisposableStack();
  const open = async (side: keyof typeof own): Promise<AbSide> => {
    const { revision, options, flags: flagsOfUp } = own[side];
    progress.live(`Bringing up the reference system for ${side.toUpperCase()}`);
    const cluster: OwnCluster = await openCluster(`ab-${process.pid}-${side}`, {
      ...(revision === undefined ? {} : { revision }),
      flags: flagsOfUp,
      env: context.process.env,
      signal: context.interrupted,
    });
    stack.use(cluster);
    const how = [revision ?? 'the reference system', ...options].join(' ');
    return { label: how, target: { ...(await localTarget(cluster.name)), name: 'reference' } };
  };
  const base = await open('a');
  const newer = await open('b');
  progress.end();
  const opened = stack.move();
  return { base, new: newer, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** A URL, a target file or a local cluster that is up. */
async function sideAt(context: Context, given: string): Promise<AbSide> {
  const isUrl = /^[a-z][a-z+.-]*:\/\//i.test(given);
  const isFile = /[/\\.]/.test(given);
  const target = isUrl
    ? await targetAt(given)
    : isFile
      ? await describedTarget(resolve(context.workingDirectory, given), context.process.env)
      : await localTarget(checkedName(given, 'The target'));
  return { label: given, target };
}

function flagsOf(what: string, options: readonly string[]): readonly string[] {
  return options.map((option) => flagOf(what, option));
}

/** `tasks=4` as `--tasks=4`. */
function flagOf(what: string, option: string): string {
  if (/^[a-z][a-z-]*=\S+$/.test(option) && !/^(name|port|attached|json)=/.test(option))
    return `--${option}`;
  const expected = 'a flag of "bilancia up" and its value, such as booking-mode=naive or tasks=4';
  throw knownError('bad-value', { what, given: option, expected });
}
