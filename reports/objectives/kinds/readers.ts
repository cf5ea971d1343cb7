import { counterRates } from '../../../core/statistics/counter-rates.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Period } from '../../evidence/period.ts';
import type { ReaderLoad } from '../../evidence/reader-load.ts';
import { fits } from '../request-pattern.ts';
import type { ObjectiveResult } from '../result.ts';
import type { ReadersObjective } from '../schema/readers.ts';
import { type Part, judgeBalance } from './balance.ts';
import { isWithin, judgeGauges } from './gauges.ts';
import type { Kind, Where } from './kind.ts';
import { judgeShare } from './whole.ts';

export const readerGauges = {
  replicaLag: ({ replicaLagSeconds }: ReaderLoad) => replicaLagSeconds,
  connections: ({ connections }: ReaderLoad) => connections,
} as const;

/** The database's readers, by what each counts of itself. */
export const readers: Kind<ReadersObjective> = {
  noun: 'reader',
  names: ({ evidence }) => [...evidence.readers.keys()],
  appliesTo: ({ readers: patterns, except }, name) => fits(patterns, except, [name]),
  judge: (where) => {
    const { evidence, objective, phase } = where;
    const names = [...evidence.readers.keys()].toSorted();
    const own = names.filter((name) => readers.appliesTo(objective, name, where));
    const parts = names.map((name) => partOf(evidence, name, phase.period));
    return [
      ...own.flatMap((name) => {
        const samples = evidence.readers.get(name) ?? [];
        return judgeGauges(where, { name, samples, read: readerGauges }, [
          'replicaLag',
          'connections',
        ]);
      }),
      ...shares(where, own, parts),
      ...balance(where, own, parts),
    ];
  },
};

function shares(
  where: Where<ReadersObjective>,
  own: readonly string[],
  parts: readonly Part[],
): ObjectiveResult[] {
  const { share: limit } = where.objective;
  if (limit === undefined) return [];
  const all = Math.round(parts.reduce((sum, { amount }) => sum + amount, 0));
  return parts
    .filter(({ name }) => own.includes(name))
    .map(({ name, amount }) =>
      judgeShare(
        where,
        { indicator: 'share', all, bad: Math.round(amount) },
        { scope: name, requests: [name], limit, counted: 'query' },
      ),
    );
}

function balance(
  where: Where<ReadersObjective>,
  own: readonly string[],
  parts: readonly Part[],
): ObjectiveResult[] {
  const { peakToAverage: limit } = where.objective;
  if (limit === undefined || own.length === 0) return [];
  const ofOwn = parts.filter(({ name }) => own.includes(name));
  return [judgeBalance(where, limit, ofOwn, { noun: 'reader', counted: 'query' })];
}

/** Queries of a phase, and the seconds between the samples that tell of them. */
function partOf({ readers: samples }: Evidence, name: string, period: Period): Part {
  const inOrder = [...(samples.get(name) ?? [])].toSorted((a, b) => a.at - b.at);
  const rates = counterRates(inOrder.map(({ at, queriesTotal }) => ({ at, value: queriesTotal })));
  const times = new Map(inOrder.map(({ at }, index) => [at, inOrder[index - 1]?.at ?? at]));
  let [amount, seconds] = [0, 0];
  for (const { at, perSecond } of rates) {
    if (!isWithin(period, at / 1000)) continue;
    const length = (at - (times.get(at) ?? at)) / 1000;
    amount += perSecond * length;
    seconds += length;
  }
  return { name, amount, seconds };
}
