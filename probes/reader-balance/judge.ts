import { formatSeconds } from '../../core/duration.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { fewestWindows } from '../../core/statistics/windows/power.ts';
import { nothingToJudge } from '../contract/checks.ts';
import type { Settings } from '../contract/probe.ts';
import type { Suspicion } from './causes/cause.ts';
import { causesOf } from './causes/index.ts';
import { type Facts, factsOf, level } from './facts/facts.ts';
import { type Found, figuresOf } from './figures.ts';
import { remarksOf } from './remarks.ts';
import type { Sample } from './samples/sample.ts';
import { skewedOf, suspicionOf, testsOf } from './suspicion.ts';
import { figure, percent, pValue, sharesInWords } from './words/words.ts';

const probe = 'reader-balance';

/**
 * Whether readers get their shares. `imbalanced` where a test says that it is no chance, or where a reader has far more or
 * less to do than its share; `balanced` only when there were windows enough to find the effect in 80 % of cases; otherwise
 * inconclusive.
 */
export function judge(samples: readonly Sample[], settings: Settings): ProbeVerdict {
  const facts = factsOf(samples, settings);
  if (facts === undefined) return nothingToJudge(probe, 'No reader was seen.');
  const { ids } = facts.readers;
  if (ids.length === 1)
    return nothingToJudge(probe, `There is one reader, ${ids[0]}: nothing can be balanced.`);
  const suspicion = suspicionOf(facts);
  const found = causesOf(suspicion);
  const remarks = remarksOf(facts);
  const figures = figuresOf(suspicion, found, windowsOf(facts));
  const { rejected, skewed } = suspicion;
  if (found.length > 0 || rejected.size > 0 || skewed.size > 0) {
    const reasons = found.length > 0 ? found.map(inWords) : [unexplained(suspicion)];
    return { probe, outcome: 'fail', finding: 'imbalanced', reasons, remarks, figures };
  }
  const open = whyOpen(suspicion);
  if (open !== undefined) {
    const others = remarks.filter((remark) => !open.includes(remark));
    return { ...nothingToJudge(probe, open), remarks: others, figures };
  }
  return {
    probe,
    outcome: 'pass',
    finding: 'balanced',
    reasons: balanced(suspicion),
    remarks,
    figures,
  };
}

/** Windows that speak for or against the endpoint: its answers, else the clients' connections. */
function windowsOf({ authority, resolver, connections }: Facts): number {
  const answers = authority ?? resolver;
  if (answers === undefined) return Math.floor(connections?.effectiveWindows ?? 0);
  return answers.counts.reduce((sum, count) => sum + count, 0);
}

function inWords({ name, layer, evidence }: Found): string {
  return `${name} (layer ${layer}): ${evidence}`;
}

function unexplained({ facts, rejected, skewed }: Suspicion): string {
  const { connections, load, readers } = facts;
  if (rejected.has('connections') && connections?.p !== undefined)
    return `unexplained (layer connections): clients prefer a reader: of their new connections ${sharesInWords(readers.ids, connections.counts)} (${pValue(connections.p)}), and nothing that was looked for explains it.`;
  if (skewed.size > 0 && load !== undefined)
    return `unexplained (layer load): sessions are ${sharesInWords(readers.ids, load.sessions)}, queries ${sharesInWords(readers.ids, load.queriesPerSecond)}, and nothing that was looked for explains it.`;
  return 'unexplained (layer dns): answers are repeated more often than chance gives, and nothing that was looked for explains it.';
}

/** Why it cannot be called balanced yet. */
function whyOpen({ facts, needed }: Suspicion): string | undefined {
  const { readers, windowSeconds, ratio } = facts;
  const windows = windowsOf(facts);
  const blind = readers.ids.filter((id) => isBlind(facts, id));
  if (blind.length > 0)
    return `${blind.join(', ')} did not answer most of the time: what it had to do is not known.`;
  if (windows >= needed) return undefined;
  const mute = [facts.silent.authority, facts.silent.resolver].filter((one) => one !== undefined);
  // More time does not help where nobody gives an answer.
  if (mute.length > 0 && facts.authority === undefined && facts.resolver === undefined)
    return mute.join(' ');
  const least = fewestWindows(readers.ids.length, level / Math.max(1, testsOf(facts).length));
  const more = formatSeconds((needed - windows) * windowSeconds);
  const few =
    windows < least
      ? `${windows === 1 ? '1 window says' : `${windows} windows say`} nothing: below ${least} even one answer all the time may be chance.`
      : `Nothing is beyond chance, but in ${windows} windows a reader with ${figure(ratio)} times its share could hide.`;
  const uneven =
    skewedOf(facts).size > 0 && facts.load !== undefined
      ? ` So far sessions are ${sharesInWords(readers.ids, facts.load.sessions)}.`
      : '';
  return `${few} ${needed} are needed: ${more} more.${uneven}`;
}

function isBlind({ unseen, load }: Facts, id: string): boolean {
  const missed = unseen.filter(({ reader }) => reader === id).length;
  return missed > (load?.looks ?? 0) / 2;
}

function balanced({ facts, needed }: Suspicion): string[] {
  const { readers, ratio, load, connections } = facts;
  const answers = facts.authority ?? facts.resolver;
  const windows = windowsOf(facts);
  const ruledOut = `a reader with ${figure(ratio)} times its share would have been found in ${percent(0.8)} of cases with ${needed}`;
  return [
    ...(answers === undefined
      ? []
      : [
          `The endpoint gives ${sharesInWords(readers.ids, answers.counts)} over ${windows} windows (${pValue(answers.p)}); ${ruledOut}.`,
        ]),
    ...(connections?.p === undefined
      ? []
      : [
          `New connections go ${sharesInWords(readers.ids, connections.counts)} (${pValue(connections.p)}, as much as ${figure(connections.effectiveWindows)} windows).`,
        ]),
    ...(load === undefined
      ? []
      : [
          `Sessions are ${sharesInWords(readers.ids, load.sessions)}, queries ${sharesInWords(readers.ids, load.queriesPerSecond)}.`,
        ]),
  ];
}
