import { count, list, percent, plural } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../judged-run.ts';
import { nameInWords } from '../../words/names.ts';
import { type Whereabouts, whereaboutsOf } from '../whereabouts.ts';

/** Hosts that are named. */
const mostHosts = 5;
/** Fewer requests are over before anybody can see their connections. */
const enough = 100;

/**
 * What other hosts answered says nothing of the target: a run that judged it, too, is judged on something else than it
 * says. Where requests went that no pass can rest on is good to know.
 */
export const loadElsewhere: Rule = ({ evidence }) => {
  const went = whereaboutsOf(evidence);
  if (went === undefined) return [];
  return [
    ...elsewhere(went),
    ...portless(went),
    ...unknown(went, evidence.manifest.confined === true),
  ];
};

function elsewhere({ all, judged, elsewhere: hosts }: Whereabouts): Omit<Finding, 'rule'>[] {
  if (hosts.length === 0) return [];
  const requests = hosts.reduce((sum, host) => sum + host.count, 0);
  const ofJudged = hosts.reduce((sum, host) => sum + host.judged, 0);
  const are = hosts.length === 1 ? 'a host that is not' : 'hosts that are not';
  const named = list(
    hosts.map((host) => `${nameInWords(host.host)} (${count(host.count)})`),
    mostHosts,
  );
  const went = `${plural(requests, 'request')} of ${count(all)} (${percent(requests / all)}) went to ${are} the target's: ${named}`;
  if (ofJudged === 0) return [{ severity: 'remark', summary: `${went}; none of them was judged.` }];
  const share = `${percent(ofJudged / judged)} of what was judged`;
  const summary = `${went}, ${share}: name what belongs to the target under alsoHosts in its file, and take the rest out of the script.`;
  return [{ severity: 'inconclusive', summary }];
}

function portless({ judged, portless: of }: Whereabouts): Omit<Finding, 'rule'>[] {
  if (of.mayBe.length === 0) {
    if (of.unseen < enough) return [];
    const summary = `To which port of the target's address ${plural(of.unseen, 'request')} of ${count(judged)} (${percent(of.unseen / judged)}) went is not known: k6 does not tell it, since they have names, and no connection to the target lasted long enough to be seen.`;
    return [{ severity: 'remark', summary }];
  }
  const requests = `${plural(of.judged, 'request')} of ${count(judged)} (${percent(of.judged / judged)})`;
  const places = list(of.mayBe.map(nameInWords), mostHosts);
  const are = of.mayBe.length === 1 ? 'which is not' : 'which are not';
  const summary = `Whether ${requests} went to the target is not known: k6 does not tell their port, since they have names, and was connected to ${places}, too, ${are} the target's. Name what belongs to the target under alsoHosts in its file, and take the rest out of the script.`;
  return [{ severity: 'inconclusive', summary }];
}

function unknown(
  { all, judged, unknown: lost, isAnyKnown }: Whereabouts,
  confined: boolean,
): Omit<Finding, 'rule'>[] {
  if (lost.count === 0) return [];
  const why = 'k6 tells neither URL nor address of them';
  const within = confined ? ', but that it was no further than this machine' : '';
  const summary = `Where ${plural(lost.count, 'request')} of ${count(all)} (${percent(lost.count / all)}) went is not known${within}: ${why}.`;
  const isGuess = !confined && !isAnyKnown && judged > 0;
  return [{ severity: isGuess ? 'inconclusive' : 'remark', summary }];
}
