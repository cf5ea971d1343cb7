import type { Outcome } from '../../core/outcome.ts';
import { count, list, percent, significant } from '../words/figures.ts';
import { type Measured, type ReadRun, measure } from './measured.ts';
import { doubtsOf } from './doubts.ts';
import { leastCpuSeconds } from './demand.ts';
import { kneeSentence } from './knee-sentence.ts';
import { type Demand, demandOf } from './per-visitor.ts';
import { type Assumptions, type EvaluatedPlan, type Plan, evaluatePlan } from './plan.ts';
import { sizeFor } from './prices/fargate-sizes.ts';
import { recommend } from './recommend.ts';
import { type Saw, sawOf } from './saw.ts';

/** Parts of a plan that the user sets; the rest is as recommended. */
export interface WhatIf {
  readonly text: string;
  readonly tasks?: number;
  readonly cpu?: number;
  readonly memory?: number;
  readonly readers?: number;
  readonly class?: string;
}

/** Plans for one number of visitors, the recommended first, then the cheapest of each other size, then what was asked. */
export interface PlansFor {
  readonly visitors: number;
  readonly plans: readonly EvaluatedPlan[];
  readonly saw: Saw | undefined;
}

export interface CapacityReport {
  readonly outcome: Exclude<Outcome, 'invalid'>;
  readonly sentences: readonly string[];
  /** What the runs do not tell, each as a sentence. */
  readonly notTold: readonly string[];
  readonly measured: Measured;
  readonly demand: Demand | undefined;
  readonly assumptions: Assumptions;
  readonly sizes: readonly PlansFor[];
}

/** Seconds until a task serves, where no run saw one start: what is assumed. */
const usualStartUp = 60;

export function analyzeCapacity(
  runs: readonly ReadRun[],
  visitors: readonly number[],
  assumptions: Assumptions,
  whatIfs: readonly WhatIf[] = [],
): CapacityReport {
  const measured = measure(runs);
  const demand = demandOf(measured);
  const mostVcpu = Math.max(1, ...measured.levels.map(({ tasks }) => tasks?.vcpu ?? 0));
  const sizes =
    demand === undefined
      ? []
      : visitors.map((asked) => {
          const recommended = recommend(asked, demand, assumptions, mostVcpu);
          const [best] = recommended;
          const own = whatIfs.map((whatIf) =>
            evaluatePlan(planOf(whatIf, asked, best), demand, assumptions),
          );
          const start = Math.max(0, ...measured.startUpSeconds) || usualStartUp;
          const { ceiling, zones } = assumptions;
          const saw =
            best === undefined
              ? undefined
              : sawOf(best, demand, { ceiling, zones, startUpSeconds: start });
          return { visitors: asked, plans: [...recommended, ...own], saw };
        });
  const notTold = notToldOf(measured, demand);
  const doubts = doubtsOf(measured, demand, sizes);
  const judged =
    measured.isInvalid || measured.unsettled.length > 0
      ? 'inconclusive'
      : outcomeOf(sizes, whatIfs.length);
  return {
    outcome: judged === 'pass' && doubts.length > 0 ? 'inconclusive' : judged,
    sentences: [...sentencesOf(measured, demand, sizes, assumptions), ...doubts],
    notTold,
    measured,
    demand,
    assumptions,
    sizes,
  };
}

/** What was asked for in place of parts of the best plan. */
function planOf(whatIf: WhatIf, visitors: number, best: EvaluatedPlan | undefined): Plan {
  const cpu = whatIf.cpu ?? best?.size.cpu ?? 1024;
  const memory = whatIf.memory ?? best?.size.memoryMiB ?? 0;
  return {
    name: `what if ${whatIf.text}`,
    visitors,
    tasks: whatIf.tasks ?? best?.tasks ?? 2,
    size: sizeFor(cpu, memory) ?? { cpu, memoryMiB: memory },
    readers: whatIf.readers ?? best?.readers ?? 2,
    databaseClass: whatIf.class ?? best?.databaseClass ?? 'db.r6g.large',
  };
}

function outcomeOf(sizes: readonly PlansFor[], asked: number): CapacityReport['outcome'] {
  if (sizes.length === 0) return 'inconclusive';
  const own = sizes.flatMap(({ plans }) => plans.slice(plans.length - asked));
  if (asked > 0 && own.some(({ holds }) => holds === false)) return 'fail';
  const isOpen = sizes.some(({ plans }) => plans[0]?.holds !== true);
  return isOpen || own.some(({ holds }) => holds === undefined) ? 'inconclusive' : 'pass';
}

function sentencesOf(
  measured: Measured,
  demand: Demand | undefined,
  sizes: readonly PlansFor[],
  { zones }: Assumptions,
): string[] {
  const { knee, usl, startUpSeconds } = measured;
  const most = demand?.mostVisitors ?? 0;
  const where = knee?.visitors === undefined ? '' : ' below the knee';
  const sentences: string[] = [];
  if (demand === undefined)
    sentences.push(
      'No plan can be made: no run tells how many visitors it had, and what they asked for.',
    );
  for (const {
    visitors,
    plans: [best],
  } of sizes) {
    if (best === undefined) {
      sentences.push(
        `${count(visitors)} visitors: no plan can be made, since ${demand?.cpu === undefined ? "no run tells what a request takes of the tasks' CPU" : 'no class of database is large enough'}.`,
      );
      continue;
    }
    const { tasks, size, readers, databaseClass, monthlyUsd } = best;
    const cost =
      monthlyUsd === undefined ? 'at a price that is not known' : `${dollars(monthlyUsd)} a month`;
    const far =
      visitors > most
        ? `, which is ${significant(visitors / most)} times the most that was measured${where},`
        : '';
    sentences.push(
      `${count(visitors)} visitors${far} take ${count(tasks)} tasks of ${size.cpu / 1024} vCPU and ${size.memoryMiB / 1024} GB, a writer and ${readers} readers of ${databaseClass}: ${cost}, one of ${zones} zones to spare.`,
    );
  }
  if (knee !== undefined) sentences.push(kneeSentence(knee));
  if (usl !== undefined) sentences.push(uslSentence(usl));
  if (startUpSeconds.length > 0)
    sentences.push(
      `A new task took up to ${significant(Math.max(...startUpSeconds))} s to be healthy, and autoscaling asks for it three minutes after load rises.`,
    );
  for (const { visitors, saw } of sizes) {
    if (saw === undefined) continue;
    const spared = round(1 - saw.taskHours / saw.fixedTaskHours);
    const hours =
      spared === 0
        ? 'as many task hours as'
        : `${percent(Math.abs(spared))} ${spared > 0 ? 'fewer' : 'more'} task hours than`;
    sentences.push(
      `Autoscaling through a day with a peak of ${count(visitors)} visitors, at a target of ${percent(round(saw.target))}: ${count(saw.changes)} changes, ${count(saw.minutesBeyond)} minutes above the ceiling, ${hours} the fixed plan; with a zone lost at the worst moment the tasks left would be at ${percent(round(saw.afterZoneLoss))}.`,
    );
  }
  const open = new Set(
    sizes.flatMap(({ plans: [best] }) =>
      (best?.figures ?? [])
        .filter(({ most: limit, value }) => limit !== undefined && value === undefined)
        .map(({ name }) => name),
    ),
  );
  if (open.size > 0)
    sentences.push(
      `Whether that carries them cannot be told, since the runs have no figure of: ${list([...open])}.`,
    );
  return sentences;
}

function uslSentence({
  fit,
  intervals,
  isPeakTold,
  greatestLoad,
}: NonNullable<Measured['usl']>): string {
  const tried = `the most that was tried is ${count(greatestLoad)}`;
  if (!isPeakTold)
    return intervals === undefined
      ? `Throughput over visitors: three loads leave no room for error, so that the peak cannot be identified; ${tried}.`
      : `Throughput over visitors: the peak is not identifiable, at least ${count(intervals.peakLoad.from)} visitors; ${tried}.`;
  const { from, to = Infinity } = intervals?.peakLoad ?? { from: 0 };
  const beyond =
    (fit.peakLoad ?? Infinity) > greatestLoad ? `, which is extrapolated: ${tried}` : '';
  return `Throughput peaks at ${count(fit.peakLoad ?? 0)} visitors (95 %: ${count(from)} to ${count(to)})${beyond}.`;
}

function notToldOf(
  { levels, invalid, isInvalid, startUpSeconds, cpu }: Measured,
  demand: Demand | undefined,
): string[] {
  const told: string[] = [];
  if (invalid.length > 0 && !isInvalid)
    told.push(
      `The load of ${list(invalid)} was not what it should have been: its figures are left out.`,
    );
  if (levels.length === 0) told.push('No run has a judged phase with requests.');
  if (levels.length > 0 && cpu === undefined)
    told.push(
      `What a request takes of the tasks' CPU: it takes Container Insights events of ${leastCpuSeconds} s of load or more.`,
    );
  if (demand !== undefined && demand.readerVcpuPerVisitor === undefined)
    told.push(
      'CPU of the readers: the target does not tell it, so their class is by connections alone.',
    );
  if (demand !== undefined && demand.connectionsPerTask === undefined)
    told.push('Connections: no run has samples of both readers and tasks.');
  if (demand !== undefined && demand.writerVcpuPerVisitor === undefined)
    told.push(
      'CPU of the writer: the target does not tell it, so the writer gets the class that the readers need.',
    );
  told.push(
    'Memory of the session nodes, and storage and I/O of the database: the runs have no figures of them.',
  );
  if (startUpSeconds.length === 0)
    told.push(
      `Start-up time of a task: none started while somebody looked; ${usualStartUp} s are assumed for autoscaling.`,
    );
  return told;
}

export function dollars(value: number): string {
  return `${count(Math.round(value))} USD`;
}

function round(fraction: number): number {
  return Math.round(fraction * 100) / 100;
}
