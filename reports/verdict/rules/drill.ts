import { drillFindings } from '../drill/findings.ts';
import type { Rule } from '../judged-run.ts';

/** What the drill of the run came to, where there was one. */
export const drillHeld: Rule = ({ evidence: { drill }, drill: figures }) =>
  drill === undefined ? [] : drillFindings(drill, figures ?? undefined, { hadVisitors: true });
