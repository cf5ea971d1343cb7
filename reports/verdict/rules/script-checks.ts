import { list, percent, plural } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import { checkInWords } from '../script-in-words.ts';
import type { Rule } from '../judged-run.ts';

type Told = Omit<Finding, 'rule'>;

/** A check that never passed in so many tries tells of something that is broken. */
const enough = 20;

/**
 * A script's own checks: judged where an objective is for them, else told of when they fail, and in the way of a pass when
 * they always do.
 */
export const scriptChecks: Rule = ({ script }) => {
  const checks = script?.checks ?? [];
  const judged = checks.filter(({ objective }) => objective !== null);
  const unjudged = checks.filter(({ objective, fails }) => objective === null && fails > 0);
  const dead = unjudged.filter(({ passes, fails }) => passes === 0 && fails >= enough);
  const failing = unjudged.filter((check) => !dead.includes(check));
  const judgedAs = (met: boolean | null): string[] =>
    judged
      .filter(({ objective }) => objective?.met === met)
      .map((check) => {
        const least = check.objective?.passRate ?? 0;
        return `${checkInWords(check)}, at least ${percent(least)} asked for`;
      });
  const [missed, open, met] = [judgedAs(false), judgedAs(null), judgedAs(true)];
  return [
    ...tell('missed', missed, `${plural(missed.length, 'check')} passed too seldom`),
    ...tell('inconclusive', open, `${plural(open.length, 'check')} could not be judged`),
    ...tell(
      'inconclusive',
      dead.map(checkInWords),
      `${plural(dead.length, 'check')} of the script never passed, and no objective is for ${dead.length === 1 ? 'it' : 'them'}`,
    ),
    ...tell('confirmation', met, `${plural(met.length, 'check')} passed as often as asked for`),
    ...tell(
      'remark',
      failing.map(checkInWords),
      `${plural(failing.length, 'check')} of the script did not always pass, and no objective is for ${failing.length === 1 ? 'it' : 'them'}`,
    ),
  ];
};

function tell(severity: Told['severity'], names: readonly string[], said: string): Told[] {
  return names.length === 0 ? [] : [{ severity, summary: `${said}: ${list(names)}.` }];
}
