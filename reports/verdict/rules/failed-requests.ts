import { runFiles } from '../../../core/run-folder/files/index.ts';
import { plural } from '../../words/figures.ts';
import { failuresInWords } from '../failures-in-words.ts';
import type { Rule } from '../judged-run.ts';

/** Why requests failed: part of why an objective on errors was missed, else good to know. */
export const failedRequests: Rule = ({ failures, load, results }) => {
  if (load.failed === 0 && failures.kinds.length === 0) return [];
  const missed = results.some(({ met, indicator }) => met === false && indicator === 'errorRate');
  const summary = `${failuresInWords(failures, load)}.`;
  const told = { severity: missed ? ('missed' as const) : ('remark' as const), summary };
  if (failures.unexplained === 0) return [told];
  return [
    told,
    {
      severity: 'inconclusive',
      summary: `Why ${plural(failures.unexplained, 'request')} failed is not recorded: ${runFiles.failures.name} lacks records.`,
    },
  ];
};
