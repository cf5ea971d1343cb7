import { secondsOf } from '../../evidence/period.ts';
import { silences } from '../../evidence/silence.ts';
import { durations, everyOutcome, loadNames } from '../../evidence/request-table.ts';
import { count, offset, plural } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';
import { isFarLonger, isSure, silentSeconds, unansweredSilences } from '../unanswered.ts';

type Told = Omit<Finding, 'rule'>;

/** Answers that should have come in a silence for it not to be chance. */
const missing = 20;
/** Fraction of a silence that answers after it took, when it was them that were waited for. */
const mostOfIt = 0.8;

/** What was asked and never answered is in no figure, and so nobody can say how the system would be judged with it. */
export const unanswered: Rule = (run) => [...neverAnswered(run), ...nobodyAnswered(run)];

function neverAnswered({ evidence }: JudgedRun): Told[] {
  const { firstSecond = 0, lastSecond = 0 } = evidence.series;
  const all = count(lastSecond + 1 - firstSecond);
  return unansweredSilences(evidence).map((silence) => {
    const { from, to, playing } = silence;
    const when = to > lastSecond ? 'the last ' : '';
    const since = when === '' ? ` (from ${offset(from - evidence.loadStart)} on)` : '';
    const said = `For ${when}${count(to - from)} s of ${all} s${since} ${plural(playing, 'virtual user')} played`;
    const summary = isSure(silence)
      ? `${said} and nothing that they asked was answered: what they waited for is not judged.`
      : `${said} and nothing ended, until they were cut: what they waited for, if they did, is not judged.`;
    return { severity: 'inconclusive' as const, summary };
  });
}

/** Judged seconds in which visitors were there and nothing came, and too many for chance: the figures are of the rest. */
function nobodyAnswered({ evidence, load }: JudgedRun): Told[] {
  const cut = unansweredSilences(evidence).map(({ from }) => from);
  return silences(evidence).flatMap((silence) => {
    const { from, to, playing } = silence;
    const inJudged = evidence.judged.map((period) => ({
      from: Math.max(period.from, from),
      to: Math.min(period.to, to),
    }));
    const seconds = secondsOf(inJudged);
    if (cut.includes(from) || playing === 0 || seconds < silentSeconds || !isFarLonger(silence))
      return [];
    const answering = Math.max(1, load.judgedSeconds - seconds);
    const rate = (load.requestsPerSecond * load.judgedSeconds) / answering;
    if (rate * seconds < missing) return [];
    // Of a script it is not known when its visitors think.
    if (
      evidence.manifest.model === 'foreign' &&
      longestEnding(evidence, to) < mostOfIt * (to - from)
    )
      return [];
    const summary = `For ${count(seconds)} s of the ${count(load.judgedSeconds)} s judged (from ${offset(from - evidence.loadStart)} on) ${plural(playing, 'visitor was', 'visitors were')} there and nobody got an answer: the figures are of the rest.`;
    return [{ severity: 'inconclusive' as const, summary }];
  });
}

/** The longest duration, in seconds, of the requests that ended when a silence did. */
function longestEnding({ requests }: JudgedRun['evidence'], second: number): number {
  const slot = { from: second - requests.slotSeconds + 1, to: second + 1 };
  return durations(requests, loadNames(requests), everyOutcome, [slot]).max / 1e6;
}
