import { type Journal, seenIn } from '../../../core/run-folder/files/journal.ts';
import type { DrillFigures } from '../drill-schema.ts';
import { count, list, plural } from '../../words/figures.ts';
import { type Found, inconclusive, missed, seconds } from './found.ts';
import { alarmFindings } from './alarms.ts';
import type { DrillEvidence } from '../../evidence/drill.ts';

type Client = DrillFigures['clients'][number];

/** The client whose outage is held against the objective: what a careful program does. */
export const judgedClient = 'pool-5s';

/** An audit is over this long before its drill at the latest. */
const mostMissingMs = 10_000;

/** What a drill came to. Nothing that was not seen speaks for it. */
export function drillFindings(
  { journal, problem, unreadable }: Pick<DrillEvidence, 'journal' | 'problem' | 'unreadable'>,
  figures: DrillFigures | undefined,
  { hadVisitors }: { readonly hadVisitors: boolean },
): Found[] {
  if (journal === undefined || figures === undefined)
    return [inconclusive(`The journal of the drill cannot be read: ${problem ?? 'it is empty'}.`)];
  const damage =
    unreadable === 0
      ? []
      : [inconclusive(`${plural(unreadable, 'line')} of the write audit cannot be read.`)];
  const found = [
    ...damage,
    ...ofJournal(journal),
    ...ofAudit(journal, figures),
    ...ofTime(figures),
    ...alarmFindings(journal, figures),
    ...(hadVisitors ? [] : unseen(journal)),
  ];
  return found.some(({ severity }) => severity !== 'remark' && severity !== 'confirmation')
    ? found
    : [...found, { severity: 'confirmation', summary: `${journal.experiment.title}: it held.` }];
}

function ofJournal(journal: Journal): Found[] {
  const { steady_states, status, run, rollbacks, end, bilancia } = journal;
  const found: Found[] = [];
  if (end === undefined)
    found.push(
      inconclusive(
        'The drill was cut short: put right what it left with "bilancia drill --recover".',
      ),
    );
  else if (status === 'interrupted') found.push(inconclusive('The drill was interrupted.'));
  if (steady_states.before?.steady_state_met !== true)
    found.push(
      inconclusive(
        steady_states.before === null
          ? 'Nobody looked whether the system was well before the drill.'
          : `The system was not well before the drill: ${unmet(steady_states.before)}.`,
      ),
    );
  else if (
    !run.some(({ activity, status: of }) => activity.type === 'action' && of === 'succeeded')
  )
    found.push(inconclusive('The drill broke nothing.'));
  for (const step of run)
    if (step.status === 'failed') found.push(step.unseen === true ? unsure(step) : failed(step));
  for (const step of rollbacks)
    if (step.unseen === true && step.activity.type === 'probe') found.push(unsure(step));
  if (bilancia.stopped !== null)
    found.push(
      (bilancia.stoppedUnseen === true ? inconclusive : missed)(
        `The drill was stopped: ${bilancia.stopped}`,
      ),
    );
  if (end !== undefined && steady_states.after === null)
    found.push(inconclusive('Nobody looked whether the system was well after the drill.'));
  if (steady_states.after?.steady_state_met === false) {
    const { probes } = steady_states.after;
    const wrong = probes.filter((one) => one.tolerance_met !== true);
    found.push(
      wrong.every(({ unseen: of }) => of === true)
        ? inconclusive(
            `Nobody could see whether the system was well after the drill: ${unmet(steady_states.after)}.`,
          )
        : missed(`The system was not well after the drill: ${unmet(steady_states.after)}.`),
    );
  }
  return [...found, ...bilancia.byHand.map(missed)];
}

function unseen({ bilancia, experiment }: Journal): Found[] {
  if (bilancia.needsVisitors !== true) return [];
  const summary = `Without visitors nobody saw whether this holds: "${experiment.title}". Do it under load, --during SCENARIO.`;
  return [inconclusive(summary)];
}

function failed(step: Journal['run'][number]): Found {
  return missed(`A step of the drill failed: ${inWords(step)}.`);
}

/** Of a step that says nothing of the system. */
function unsure(step: Journal['run'][number]): Found {
  return inconclusive(
    step.activity.type === 'action'
      ? `A step of the drill was not done: ${inWords(step)}.`
      : `Nobody could see whether ${inWords(step)}.`,
  );
}

function inWords(run: Journal['run'][number]): string {
  return `${run.activity.name} (${seenIn(run)})`;
}

function unmet(state: Journal['steady_states']['before']): string {
  return list((state?.probes ?? []).filter((one) => one.tolerance_met !== true).map(inWords));
}

function ofAudit({ bilancia }: Journal, { clients, objectives }: DrillFigures): Found[] {
  if (!bilancia.audited) return [];
  if (clients.length === 0)
    return [
      inconclusive(
        bilancia.target.kind === 'local'
          ? 'No write was audited.'
          : 'No write was audited, so that nobody knows whether one was lost: the target file names no account for it (database, audit).',
      ),
    ];
  return clients.flatMap(({ client, audit: { outcome, states, reads } }): Found[] => {
    const of = (state: string): number => states[state] ?? 0;
    const lost = of('acknowledged-and-lost') + of('seen-and-lost');
    const wrong = of('duplicated') + of('refused-yet-present');
    const found: Found[] = [];
    if (lost > 0)
      found.push({
        severity: lost > objectives.rpoWrites ? 'violation' : 'remark',
        summary: `${plural(lost, 'write')} of the client ${client} ${lost === 1 ? 'was' : 'were'} acknowledged or seen, and lost; the objective allows ${count(objectives.rpoWrites)}.`,
      });
    if (wrong > 0)
      found.push({
        severity: 'violation',
        summary: `${plural(wrong, 'write')} of the client ${client} ${wrong === 1 ? 'is' : 'are'} there twice, or there although refused.`,
      });
    if (outcome === 'inconclusive')
      found.push(
        inconclusive(
          reads === 0
            ? `No write of the client ${client} was read back.`
            : `${plural(of('not read back'), 'acknowledged write')} of the client ${client} ${of('not read back') === 1 ? 'was' : 'were'} not read back.`,
        ),
      );
    if (outcome === 'pass')
      found.push({
        severity: 'confirmation',
        summary: `Nothing that the client ${client} was acknowledged is lost: ${plural(of('kept'), 'write')} read back.`,
      });
    return found;
  });
}

function ofTime({ clients, objectives, failovers }: DrillFigures): Found[] {
  const judged = clients.find(({ client }) => client === judgedClient);
  if (judged === undefined) return [];
  const { longestMs } = judged.writes;
  if (longestMs === null) return [inconclusive('It is not known for how long writes were away.')];
  const told = `Writes of the client ${judgedClient} were away for ${seconds(longestMs)} at the longest${judged.recovered ? '' : ', and had not come back when the drill was over'}${parts(failovers, judged)}; the objective is ${objectives.rtoSeconds} s.`;
  const limit = objectives.rtoSeconds * 1000;
  const { missingMs } = judged;
  if (missingMs > mostMissingMs && longestMs <= limit)
    return [inconclusive(`The write audit ends ${seconds(missingMs)} before the drill does.`)];
  const isMet = longestMs <= limit && judged.recovered;
  return [
    isMet ? { severity: 'confirmation', summary: told } : missed(told),
    ...clients
      .filter(({ recovered }) => !recovered)
      .map(({ client, errors }): Found => ({
        severity: 'remark',
        summary: `The client ${client}, which is there to compare and not judged, had not recovered when the drill was over (${errorsInWords(errors)}): a program that keeps its connections like that would still be away.`,
      })),
  ];
}

/** `: 0.1 s until that was noticed, 0.2 s until another was promoted, ...`; empty where it is not known. */
function parts(failovers: DrillFigures['failovers'], { writes }: Client): string {
  const [change] = failovers;
  if (change === undefined) return '';
  const { detectionMs, promotionMs, nameMs } = change;
  if (detectionMs === null || promotionMs === null || nameMs === null) return '';
  const client = Math.max(0, (writes.longestMs ?? 0) - detectionMs - promotionMs - nameMs);
  return ` (noticed after ${seconds(detectionMs)}, another promoted after ${seconds(promotionMs)} more, its name given out after ${seconds(nameMs)}, used by the client after ${seconds(client)})`;
}

export function errorsInWords(errors: Readonly<Record<string, number>>): string {
  const all = Object.entries(errors).toSorted(([, a], [, b]) => b - a);
  return all.length === 0 ? 'no errors' : all.map(([of, n]) => `${count(n)} ${of}`).join(', ');
}
