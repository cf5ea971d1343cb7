import type { Rule } from '../judged-run.ts';

/** What was wrong with one of the runs that were merged is wrong with the whole: its figures are among the others'. */
export const mergedParts: Rule = ({ evidence: { manifest } }) =>
  (manifest.merged ?? []).flatMap(({ id, objections }) =>
    objections.map(({ severity, summary }) => ({ severity, summary: `Run ${id}: ${summary}` })),
  );
