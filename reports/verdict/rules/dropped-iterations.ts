import { counters as names } from '../../../core/run-folder/files/series.ts';
import { trendNames } from '../../../core/run-folder/files/trends.ts';
import { durations, everyOutcome, loadNames } from '../../evidence/request-table.ts';
import { count, percent } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import { generatorWasLimit } from '../generator.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';
import { unansweredSilences } from '../unanswered.ts';

/** Fraction of the iterations due that may be dropped. */
const most = 0.001;
/** Fraction of their time that visitors wait for answers when it is the answers that keep them. */
const mostlyWaiting = 0.5;

/**
 * An iteration that the engine could not start when it was due is load that the system never saw. Engines
 * count what they drop only when they do; that anything was counted at all is evidence-complete's matter.
 */
export const droppedIterations: Rule = (run) => {
  const { evidence, load } = run;
  const dropped = load.droppedIterations;
  if (dropped === 0) return [];
  const played = evidence.series.totals.get(names.iterations) ?? 0;
  const share = dropped / (played + dropped);
  const of = `${count(dropped)} of ${count(played + dropped)} iterations`;
  if (share > most) return [whoseFault(run, `${of} (${percent(share)})`)];
  const summary = `The generator dropped ${of} (${percent(share)}), within the ${percent(most)} tolerated.`;
  return [{ severity: 'remark', summary }];
};

/**
 * A visitor who waits for an answer cannot begin anew: where the answers are too slow, and the generator was well, the
 * system dropped what was due; where they never came, nobody can say. Where they are as fast as they should be, the script has too few visitors for its rate.
 */
function whoseFault(run: JudgedRun, dropped: string): Omit<Finding, 'rule'> {
  const said = `The generator dropped ${dropped}, more than ${percent(most)}`;
  if (unansweredSilences(run.evidence).length > 0) {
    const summary = `${said}, while its virtual users may have waited for answers that never came: whether the system was the limit is not known.`;
    return { severity: 'inconclusive', summary };
  }
  const waiting = shareWaiting(run);
  if (waiting === undefined) {
    const summary = `${said}, and no iteration ended: what kept the visitors is not known.`;
    return { severity: 'inconclusive', summary };
  }
  const asMuch = `visitors waited for answers ${percent(Math.round(waiting * 100) / 100)} of their time`;
  if (waiting < mostlyWaiting || generatorWasLimit(run))
    return { severity: 'invalid', summary: `${said}: it was the limit, not the system.` };
  if (isSlow(run)) {
    const summary = `${dropped} could not begin when they were due: ${asMuch}, so the system was too slow for what came.`;
    return { severity: 'missed', summary };
  }
  const summary = `${said}: ${asMuch}, and answers are as fast as they should be, so the script allows too few visitors for its rate.`;
  return { severity: 'invalid', summary };
}

/** Fraction of their time in iterations that visitors spent waiting for answers; undefined without any iteration. */
function shareWaiting({ evidence: { requests, trends } }: JudgedRun): number | undefined {
  const played = durations(trends, [trendNames.iterations], ['ok']);
  if (played.n === 0) return undefined;
  const waited = durations(requests, loadNames(requests), everyOutcome);
  return Math.min(1, waited.sum / played.sum);
}

/** Whether answers are slower than somebody asked for, or none. */
function isSlow({ results, script }: JudgedRun): boolean {
  return (
    results.some(({ met }) => met === false) ||
    (script?.thresholds ?? []).some(({ met }) => met === false)
  );
}
