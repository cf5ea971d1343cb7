import { type Journal, parseJournal, seenIn } from '../../core/run-folder/files/journal.ts';
import { knownError } from '../../core/errors.ts';
import { every } from '../../core/every.ts';
import { createRunFolder } from '../../core/run-folder/open.ts';
import { openNdjson } from '../../core/run-folder/ndjson.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { pause } from '../../core/pause.ts';
import type { Phase } from '../../core/run-folder/manifest/phase.ts';
import { judgeAndDraw } from '../../reports/report.ts';
import { lookupThrough } from '../../probes/database/names.ts';
import type { Drill, Situation } from '../../probes/drills/drill.ts';
import { startAudit, type RunningAudit } from '../../probes/write-audit/audit.ts';
import { auditClients } from '../../probes/write-audit/clients.ts';
import { databaseNow, type Target } from '../../targets/target.ts';
import type { RunContext } from '../context.ts';
import { performRun, type RunResult } from '../perform.ts';
import type { PhaseHooks } from '../phases.ts';
import type { Progress } from '../progress.ts';
import type { RunRequest } from '../request.ts';
import type { AboutRun } from '../../monitors/replay/read-run.ts';
import { observe } from '../observe.ts';
import { type AlarmWatch, lookAtAlarms } from './alarms.ts';
import { carryOut, steadyState } from './execute.ts';
import { journalWriter, newJournal } from './journal.ts';

export interface DrillRequest {
  readonly drill: Drill;
  readonly objectives: Journal['bilancia']['objectives'];
  /** The load that it is done under; undefined for none. */
  readonly during?: RunRequest;
  /** Alarms that must fire; undefined where none is expected. */
  readonly alarms?: AlarmWatch;
  /** Whether load may go to a target that is not this machine. */
  readonly confirmed: boolean;
  /** Folder to make. */
  readonly out: string;
}

export interface DrillResult {
  readonly folder: string;
  readonly journal: Journal;
  /** Of the load, where there was one. */
  readonly run: RunResult | undefined;
}

/**
 * Seconds before the fault and after everything has come right, during which only the audit writes; none without it. After it they are more
 * than a name's TTL of 5 s and a connection's age of 5 s together: a careful client may need both to come back.
 */
const quietSeconds = { before: 3, after: 12 } as const;

/**
 * Looks whether a drill may begin: the target can do what it needs, its hypothesis holds, and no stop condition does.
 * @returns why it may not, as sentences
 * @throws drill-not-possible
 */
export async function whyNot(drill: Drill, target: Target): Promise<string[]> {
  const lacks = drill.needs.filter((fault) => !target.capabilities.break.includes(fault));
  if (lacks.length > 0 || target.control === undefined)
    throw knownError('drill-not-possible', {
      drill: drill.name,
      target: target.name,
      lacks: lacks.length > 0 ? lacks.join(', ') : 'anything that can be done to it',
    });
  const situation = await situationOf(target);
  const { probes } = await steadyState({ drill, situation, now: Date.now });
  const unmet = probes
    .filter(({ tolerance_met }) => tolerance_met !== true)
    .map((probe) => `Not so: ${probe.activity.name} (${seenIn(probe)}).`);
  const stops = await Promise.all(
    drill.stopConditions.map(async (condition) => ({
      condition,
      ...(await condition.look(situation)),
    })),
  );
  return [
    ...unmet,
    ...stops
      .filter(({ isMet }) => isMet)
      .map(
        ({ condition, output }) =>
          `The stop condition holds already: ${condition.name} (${output}).`,
      ),
  ];
}

async function situationOf(target: Target): Promise<Situation> {
  const failovers = (await target.control?.failovers()) ?? [];
  return { target, failoversBefore: failovers.length, victims: [] };
}

/** Does a drill that may begin, under load or without, and writes its folder. */
export async function performDrill(
  context: RunContext,
  progress: Progress,
  request: DrillRequest,
  target: Target,
): Promise<DrillResult> {
  const { out, during } = request;
  if (during !== undefined) return underLoad(context, progress, request, target, during);
  const folder = await createRunFolder(out);
  const acts = startDrill(context, progress, request, target);
  const over = new AbortController();
  const startedAt = context.now();
  const evidence = request.alarms === undefined ? [] : watched(out, target, over.signal, progress);
  try {
    await acts.begin();
    const isAudited = request.drill.auditsWrites && target.database?.audit !== undefined;
    const quiet = isAudited ? quietSeconds : { before: 0, after: 0 };
    await pause(quiet.before * 1000, context.interrupted);
    await acts.breakIt();
    await pause(quiet.after * 1000, context.interrupted);
    await acts.end();
    over.abort();
    await Promise.all(evidence);
    const { name, instances } = target;
    const journal = await acts.lookAtAlarms({
      id: startedAt.toString(36),
      scenario: request.drill.name,
      startedAt: new Date(startedAt).toISOString(),
      endedAt: new Date(context.now()).toISOString(),
      target: { name, instances: [...instances] },
    });
    return { folder: out, journal, run: undefined };
  } finally {
    over.abort();
    await Promise.allSettled(evidence);
    await folder.close();
  }
}

/** What alarms look at, recorded although there is no load. */
function watched(
  folder: string,
  target: Target,
  until: AbortSignal,
  { say: tell }: Progress,
): Promise<void>[] {
  const observation = { target, generatorPids: [], isOurs: true, until, tell };
  const which = ['service-log', 'container-events', 'access-log', 'readers'];
  return observe(folder, observation, undefined, which);
}

async function underLoad(
  context: RunContext,
  progress: Progress,
  request: DrillRequest,
  target: Target,
  during: RunRequest,
): Promise<DrillResult> {
  const acts = startDrill(context, progress, request, target);
  const isFirst = (phase: Phase): boolean => phase.name === during.phases[0]?.name;
  const isLast = (phase: Phase): boolean => phase.name === during.phases.at(-1)?.name;
  let breaking: Promise<void> | undefined;
  let journal: Journal | undefined;
  const hooks: PhaseHooks = {
    before: async (phase) => {
      if (isFirst(phase)) await acts.begin();
      // The load goes on meanwhile.
      if (phase.kind === 'fault') breaking = acts.breakIt();
    },
    after: async (phase) => {
      if (phase.kind === 'fault') await breaking;
      if (isLast(phase)) journal = await acts.end();
    },
  };
  try {
    const run = await performRun(context, progress, during, target, {
      confirmed: request.confirmed,
      hooks,
    });
    const { folder } = run;
    if (journal !== undefined && request.alarms === undefined) return { folder, journal, run };
    // A load that ended early was judged before the drill was over, and every one before its alarms were looked at.
    await acts.end();
    journal = await acts.lookAtAlarms();
    return { folder, journal, run: { ...run, verdict: await judgeAndDraw(folder) } };
  } catch (error) {
    await breaking;
    await acts.end();
    throw error;
  }
}

interface Acts {
  readonly begin: () => Promise<void>;
  readonly breakIt: () => Promise<void>;
  readonly end: () => Promise<Journal>;
  /** To be called when everything is recorded. */
  readonly lookAtAlarms: (about?: AboutRun) => Promise<Journal>;
}

/** What a drill does around a load, or alone; its files are in a folder that must be there when it begins. */
function startDrill(
  { now, interrupted }: RunContext,
  progress: Progress,
  { drill, objectives, out, alarms }: DrillRequest,
  target: Target,
): Acts {
  const first = newJournal(drill, target, objectives, now(), alarms);
  const journal = journalWriter(out, first);
  let audit: RunningAudit | undefined;
  let situation: Situation | undefined;
  let ended: Promise<Journal> | undefined;
  const isSteady = (of: Situation) => steadyState({ drill, situation: of, now });
  const finish = async (): Promise<Journal> => {
    // Before it began there may not even be a folder.
    if (situation === undefined) return journal.read();
    const after = await isSteady(situation);
    await journal.change(({ steady_states }) => ({
      steady_states: { ...steady_states, after },
      deviated: !after.steady_state_met,
    }));
    await audit?.finish();
    const end = now();
    await journal.change(({ start }) => ({
      end: new Date(end).toISOString(),
      duration: (end - Date.parse(start)) / 1000,
    }));
    return parseJournal(journal.read());
  };
  return {
    begin: async () => {
      situation = await situationOf(target);
      const before = await isSteady(situation);
      await journal.change(({ steady_states }) => ({
        steady_states: { ...steady_states, before },
      }));
      if (drill.auditsWrites) audit = await openAudit(target, out, now);
    },
    breakIt: async () => {
      if (situation === undefined) throw new Error('the drill has not begun');
      if (journal.read().steady_states.before?.steady_state_met !== true) {
        await journal.change(() => ({ status: 'failed' }));
        return;
      }
      const { say } = progress;
      await carryOut({ drill, situation, journal, now, say, interrupted });
    },
    end: () => (ended ??= finish()),
    lookAtAlarms: async (about) => {
      const { run, bilancia } = journal.read();
      if (alarms === undefined || bilancia.alarms === undefined) return journal.read();
      const expected = bilancia.alarms;
      const fault = run.find(({ activity }) => activity.type === 'action')?.start;
      const faultAt = fault === undefined ? undefined : Date.parse(fault);
      const seen = await lookAtAlarms(out, alarms, expected, faultAt, about);
      await journal.extend(() => ({ alarms: seen }));
      return journal.read();
    },
  };
}

/** The audit, whose events are on disk soon after they came to pass; undefined where nothing may be written. */
async function openAudit(
  target: Target,
  folder: string,
  now: () => number,
): Promise<RunningAudit | undefined> {
  const { database, endpoints } = target;
  if (database?.audit === undefined || endpoints.writer === undefined) return undefined;
  const { writer, reader, nameServer } = endpoints;
  const file = await openNdjson(runFile(folder, 'writeAudit'));
  const { audit: account } = database;
  const accountNow = async () => (await databaseNow(target))?.audit ?? account;
  const place = { writer, reader, ...account, accountNow, lookup: lookupThrough(nameServer, now) };
  const audit = startAudit({ place, clients: auditClients, record: file.write, now });
  const over = new AbortController();
  const flushing = (async () => {
    for await (const _ of every(500, over.signal)) await file.flush();
  })();
  return {
    finish: async () => {
      await audit.finish();
      over.abort();
      await flushing;
      await file.close();
    },
  };
}
