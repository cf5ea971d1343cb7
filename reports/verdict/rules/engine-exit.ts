import type { EngineEndKind } from '../../../core/run-folder/manifest/engine.ts';
import type { Severity } from '../finding.ts';
import type { Rule } from '../judged-run.ts';

const severityOf = {
  completed: undefined,
  'thresholds-crossed': 'missed',
  'failed-by-script': 'missed',
  interrupted: 'invalid',
  killed: 'invalid',
  broken: 'invalid',
} as const satisfies Record<EngineEndKind, Severity | undefined>;

/** What the engine says of its own end. A run that crashed is told of by the rule on its completeness. */
export const engineExit: Rule = ({ evidence, script }) => {
  const { engine, endedEarly, endedAt } = evidence.manifest;
  if (engine.end === undefined) {
    const summary = `How ${engine.name} ended is not recorded, so its figures may lack some.`;
    return endedAt === undefined ? [] : [{ severity: 'inconclusive', summary }];
  }
  const { kind, detail } = engine.end;
  // A run that ends early asks its engine to end, and by force when it must.
  if (endedEarly !== undefined && (kind === 'interrupted' || kind === 'killed')) return [];
  // Each of them is told of by itself.
  if (kind === 'thresholds-crossed' && script?.thresholds.some(({ met }) => met === false))
    return [];
  const severity = severityOf[kind];
  return severity === undefined ? [] : [{ severity, summary: detail }];
};
