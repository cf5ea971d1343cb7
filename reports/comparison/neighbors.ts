import type { Difference } from '../gate/comparability.ts';
import type { JudgedFolder } from '../history/read-judged.ts';
import { significant } from '../words/figures.ts';

/** What a comparison of one tenant's requests says of the others. */
export interface Neighbors {
  /** What forbids to call the others' load the cause. */
  readonly differences: readonly Difference[];
  /** A line for each of the others. */
  readonly notes: readonly string[];
}

/** Of what was asked for beyond the usual, so much must have come. */
const leastShare = 0.5;
/** Below this nobody calls a tenant louder. */
const leastTimes = 1.2;

/**
 * How much louder the others were on the new side, by their requests. Where a run was told to make one louder and it
 * hardly was, or nobody was, what is found says nothing of neighbors, and the comparison cannot pass.
 */
export function neighborsOf(
  base: readonly JudgedFolder[],
  newer: readonly JudgedFolder[],
  tenant: string,
): Neighbors {
  const names = [...new Set([...base, ...newer].flatMap(({ tenants }) => [...tenants.keys()]))];
  const others = names
    .filter((name) => name !== tenant)
    .toSorted()
    .map((name) => {
      const [from, to] = [rateOf(base, name), rateOf(newer, name)];
      const wanted = timesOf(newer, name) / timesOf(base, name);
      const least = Math.max(leastTimes, 1 + (wanted - 1) * leastShare);
      return { name, from, to, wanted, isLouder: to >= from * least && to > 0 };
    });
  const quiet = others.filter(({ wanted, isLouder }) => wanted > 1 && !isLouder);
  const nobody = {
    what: 'neighbor',
    base: 'no tenant',
    new: 'one that is louder',
    matters: true,
  } as const;
  return {
    differences:
      others.some(({ isLouder }) => isLouder) || quiet.length > 0
        ? quiet.map(({ name, from, to, wanted }) => ({
            what: 'neighbor',
            base: `${significant(from)} requests per second of ${name}`,
            new: `${significant(to)}, though ${significant(wanted)} times as many were asked for`,
            matters: true,
          }))
        : [nobody],
    notes: others.map(
      ({ name, from, to }) =>
        `${name} asked ${significant(to)} times a second against ${significant(from)}${from > 0 ? `, ${significant(to / from)} times as often` : ''}.`,
    ),
  };
}

function rateOf(runs: readonly JudgedFolder[], tenant: string): number {
  const rates = runs.map(({ tenants }) => tenants.get(tenant) ?? 0);
  return rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, rates.length);
}

/** How many times as loud as usual the runs were told to make it, the least of them. */
function timesOf(runs: readonly JudgedFolder[], tenant: string): number {
  const times = runs.map(({ louder }) => (louder?.tenant === tenant ? louder.times : 1));
  return Math.min(...times);
}
