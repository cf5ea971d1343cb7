import { list, percent, plural, significant } from '../words/figures.ts';
import type { ServiceReport } from './report-shape.ts';

type Facts = Omit<ServiceReport, 'sentences'>;

/** The report of a service as a person would say it, the answer first. */
export function sentencesOf(facts: Facts): string[] {
  const { balance, causes, cannotTell } = facts;
  if (balance === undefined) return [...cannotTell, ...dataSentences(facts)];
  return [
    answer(facts),
    ...causes
      .slice(0, 1)
      .flatMap(({ name, evidence, advice }) => [
        `Cause: ${name}.`,
        ...evidence.map((sentence) => `${capital(sentence)}.`),
        advice,
      ]),
    ...alsoSentences(facts),
    ...persistenceSentences(facts),
    ...moneySentences(facts),
    ...targetSentences(facts),
    ...cannotTell,
    ...dataSentences(facts),
  ];
}

/** `Peak to average 1.32; chance alone gives 1.31 and explains up to 1.48; nothing to do.` */
function answer({ balance, chance, causes, outcome }: Facts): string {
  const peak = `Peak to average ${significant(balance?.peakToAverage ?? 1)}`;
  const byChance =
    chance === undefined
      ? 'what chance alone explains is not known'
      : `chance alone gives ${significant(chance.mean)} and explains up to ${significant(chance.p95)}`;
  const end =
    causes[0] !== undefined
      ? causes[0].kind
      : outcome === 'pass'
        ? 'nothing to do'
        : 'more cannot be told from these sources';
  return `${peak}; ${byChance}; ${end}.`;
}

function alsoSentences({ causes }: Facts): string[] {
  const others = causes.slice(1).map(({ name }) => name);
  return others.length === 0
    ? []
    : [`There ${others.length === 1 ? 'is' : 'are'} also: ${list(others)}.`];
}

function persistenceSentences({ balance, hotTasks, causes }: Facts): string[] {
  const share = balance?.persistentShare ?? 0;
  if (hotTasks.length === 0 && causes.length === 0) return [];
  const where =
    share >= 0.5
      ? `${percent(Math.round(share * 100) / 100)} of the differences stay on the same tasks`
      : `the load moves about: only ${percent(Math.round(share * 100) / 100)} of the differences stay on the same tasks`;
  const hot = hotTasks.map(
    ({ id, relativeLoad }) => `${id} (${significant(relativeLoad)} times the mean)`,
  );
  return [`${capital(where)}${hot.length === 0 ? '' : `; hot block after block: ${list(hot)}`}.`];
}

function moneySentences({ money, balance, chance }: Facts): string[] {
  if (money === undefined || balance === undefined) return [];
  const { monthly, wasted, region, pricesAsOf } = money;
  return [
    `${Number(balance.units.toFixed(1))} tasks cost ${dollars(monthly)} a month in ${region} (prices of ${pricesAsOf}); ` +
      `imbalance${chance === undefined ? ', chance included,' : ' beyond chance'} wastes ${dollars(wasted)} of it.`,
  ];
}

function targetSentences({ safeTarget, balance, ceiling }: Facts): string[] {
  if (safeTarget === undefined || balance === undefined) return [];
  return [targetInWords(safeTarget, ceiling, balance.utilization)];
}

/** The target of autoscaling that leaves room for the hottest task; fractions. */
export function targetInWords(target: number, ceiling: number, utilization?: number): string {
  return (
    `An autoscaling target of up to ${percent(Math.floor(target * 100) / 100)} CPU keeps the hottest task below ${percent(ceiling)} in 19 minutes of 20` +
    (utilization === undefined
      ? '.'
      : `; the mean was ${percent(Math.round(utilization * 100) / 100)}.`)
  );
}

function dataSentences({ defects, unjoinedRequests }: Facts): string[] {
  return [
    ...defectsInWords(defects),
    ...(unjoinedRequests === 0
      ? []
      : [
          `${plural(unjoinedRequests, 'request')} went to addresses that no known task had at that time.`,
        ]),
  ];
}

export function defectsInWords(defects: Facts['defects']): string[] {
  const found = Object.entries(defects).map(([what, times]) => `${what}: ${times}`);
  return found.length === 0 ? [] : [`In the data: ${found.join(', ')}.`];
}

export function dollars(value: number): string {
  return `$${value.toFixed(value >= 100 ? 0 : 2)}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
