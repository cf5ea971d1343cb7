import { mean } from '../../../core/statistics/sample.ts';
import type { Check } from '../../../core/probe-folder/checks.ts';
import { percent } from '../../reader-balance/words/words.ts';
import type { NodeFacts } from '../facts/nodes.ts';
import type { PoolFacts } from '../facts/pools.ts';

/** From so much of the limit on there is no room for a burst, or for a deployment that doubles the tasks. */
const full = 0.9;

/** Whether a node has room for connections. */
export function hasRoom({ id, fullest, refused, shut, silent, reason, looks }: NodeFacts): Check {
  const name = `${id}-has-room`;
  const turned = [
    ...(refused > 0 ? [`${refused} were refused`] : []),
    ...(shut > 0 ? [`it had no room for this probe ${shut} times`] : []),
  ].join(', and ');
  if (fullest === undefined) {
    if (shut > 0) return { name, state: 'failed', evidence: `${turned}: ${reason ?? ''}.` };
    const why =
      looks.length > 0
        ? 'nobody tells how many it takes: name it with --most'
        : `it did not answer (${reason ?? 'never asked'})`;
    return { name, state: 'open', evidence: `${why}.` };
  }
  const { open, most } = fullest;
  const seen = `${open} of ${most} connections at most (${percent(open / most)})`;
  if (turned !== '') return { name, state: 'failed', evidence: `${seen}; ${turned}.` };
  if (open / most >= full)
    return { name, state: 'failed', evidence: `${seen}, where ${percent(full)} are full.` };
  if (silent > looks.length / 2)
    return { name, state: 'open', evidence: `${seen}, but it did not answer most of the time.` };
  return { name, state: 'passed', evidence: `${seen}, none refused.` };
}

/** Where connections run short while CPU idles, scaling on CPU does nothing. */
export function cpuTells(
  { id, looks, fullest, refused }: NodeFacts,
  {
    connectionTarget,
    cpuTarget,
  }: { readonly connectionTarget: number; readonly cpuTarget: number },
): Check[] {
  if (fullest === undefined) return [];
  const isShort = refused > 0 || fullest.open / fullest.most >= connectionTarget;
  if (!isShort) return [];
  const name = `${id}-cpu-tells`;
  const short = looks.filter(({ open, most }) => most !== null && open / most >= connectionTarget);
  const cpu = (short.length === 0 ? looks : short)
    .map((look) => look.cpu)
    .filter((one) => one !== null);
  const when = `while connections were short (${percent(connectionTarget)} of ${fullest.most} or more)`;
  if (cpu.length === 0)
    return [{ name, state: 'open', evidence: `nobody tells what CPU was ${when}.` }];
  const own = mean(cpu);
  const evidence = `${when} CPU was ${percent(own)}`;
  return own < cpuTarget
    ? [
        {
          name,
          state: 'failed',
          evidence: `${evidence}: scaling on CPU, at ${percent(cpuTarget)}, would do nothing.`,
        },
      ]
    : [
        {
          name,
          state: 'passed',
          evidence: `${evidence}: scaling on CPU, at ${percent(cpuTarget)}, would act as well.`,
        },
      ];
}

/** Whether pools have room, and whether all of them full would fit where they lead. */
export function poolChecks(pools: readonly PoolFacts[], nodes: readonly NodeFacts[]): Check[] {
  return pools.flatMap((pool) => [poolHasRoom(pool, nodes), ...poolFits(pool, nodes)]);
}

function poolHasRoom(
  { role, tasks, size, inUse, waiting, looks, waited }: PoolFacts,
  nodes: readonly NodeFacts[],
): Check {
  const name = `${role}-pools-have-room`;
  const used = `${inUse} of ${size} connections of the ${role} pools of ${tasks} tasks were in use at most`;
  if (waited === 0) return { name, state: 'passed', evidence: `${used}, and nobody waited.` };
  const own = nodes.filter((node) => node.role === role).flatMap((node) => node.fullest ?? []);
  const free = own.map(({ open, most }) => percent(open / most)).join(', ');
  const beside = free === '' ? '' : `, while their nodes were at ${free} of what they take`;
  const evidence = `${used}; requests waited for one in ${waited} of ${looks} looks, ${waiting} at once${beside}.`;
  return { name, state: 'failed', evidence };
}

/** One answer of the reader endpoint may lead all pools to one reader. */
function poolFits({ role, tasks, size }: PoolFacts, nodes: readonly NodeFacts[]): Check[] {
  const limits = nodes
    .filter((node) => node.role === role)
    .flatMap(({ looks }) => looks.at(-1)?.most ?? []);
  if (limits.length === 0) return [];
  const least = Math.min(...limits);
  const where =
    role === 'reader'
      ? 'one reader may get all of them from one answer, and takes'
      : 'the writer takes';
  const evidence = `the ${role} pools of ${tasks} tasks are ${size} connections when full; ${where} ${least}.`;
  return [{ name: `${role}-pools-fit`, state: size > least ? 'failed' : 'passed', evidence }];
}
