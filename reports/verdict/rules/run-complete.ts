import { formatSeconds } from '../../../core/duration.ts';
import { isJudged, plannedSeconds } from '../../../core/run-folder/manifest/phase.ts';
import { list } from '../../words.ts';
import type { Case, Rule } from '../case.ts';
import type { Finding } from '../finding.ts';

/** Seconds of hold that a run which ended early must have, to be judged at all. */
const leastSeconds = 30;

/** A run that ended early is judged on what there is, and says so. */
export const runComplete: Rule = (facts) => {
  const { manifest, files } = facts.evidence;
  const cut = files.list.flatMap((file) => (file.cut ? [file.name] : []));
  const findings: Omit<Finding, 'rule'>[] = [];
  const why = manifest.endedAt === undefined ? 'the run did not end in order' : manifest.endedEarly;
  if (why !== undefined) {
    findings.push({
      severity: severityOf(facts),
      summary: earlyInWords(facts, why.replace(/[.\s]+$/, '')),
    });
  } else if (facts.load.requests === 0 || facts.load.holdSeconds === 0) {
    findings.push({
      severity: 'inconclusive',
      summary: 'There is no request of the hold to judge.',
    });
  }
  if (cut.length > 0) {
    const summary = `The last line of ${list(cut)} was cut short and left out.`;
    findings.push({ severity: 'remark', summary });
  }
  return findings;
};

/** What a run that did not end in order would have seen last is not known. */
function severityOf({ evidence, load }: Case): 'inconclusive' | 'remark' {
  const inOrder = evidence.manifest.endedAt !== undefined;
  return inOrder && load.holdSeconds >= leastSeconds ? 'remark' : 'inconclusive';
}

function earlyInWords({ evidence, load }: Case, why: string): string {
  if (load.holdSeconds === 0)
    return `The run ended early (${why}), before the whole load was held.`;
  const planned = plannedSeconds(evidence.manifest.phases, isJudged);
  const instead = planned > load.holdSeconds ? ` instead of ${formatSeconds(planned)}` : '';
  return `The run ended early (${why}): it is judged on a hold of ${formatSeconds(load.holdSeconds)}${instead}.`;
}
