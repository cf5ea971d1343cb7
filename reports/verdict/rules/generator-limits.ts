import { runFiles } from '../../../core/run-folder/files/index.ts';
import { healthWhileJudged, limitsReached, thinkLag } from '../generator.ts';
import { milliseconds } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** The generator must have had room in everything it needs, while the run is judged. */
export const generatorLimits: Rule = (run) => {
  const reached = limitsReached(run);
  if (reached.length > 0) return reached.map((summary) => ({ severity: 'invalid', summary }));
  const lag = thinkLag(run);
  if (run.evidence.manifest.unwatched === true && lag !== undefined) {
    const summary = `Nobody looked at the generators' machines: that they kept up is known of think times alone, which overran by ${milliseconds(lag)} (p95).`;
    return [{ severity: 'remark', summary }];
  }
  if (healthWhileJudged(run).next().done === true) {
    const summary = `Whether the generator was the limit is not known: ${runFiles.generatorHealth.name} has nothing of the judged time.`;
    return [{ severity: 'inconclusive', summary }];
  }
  // Scripts of the user's own do not measure their think times.
  if (lag === undefined && run.evidence.manifest.model !== 'foreign') {
    const summary = `Whether think times were kept is not known: ${runFiles.trends.name} has none of the judged time.`;
    return [{ severity: 'inconclusive', summary }];
  }
  return [{ severity: 'confirmation', summary: 'The generator stayed within its limits.' }];
};
