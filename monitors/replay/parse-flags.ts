import { knownError } from '../../core/errors.ts';
import { type LogGroupOf, logSources } from './log-groups.ts';
import type { StandIn } from './stand-ins.ts';

/**
 * Reads `DIMENSION/VALUE OF THE RUN=VALUE OF THE DEFINITIONS`.
 * @throws bad-value
 */
export function parseStandIn(text: string): StandIn {
  const [, dimension, run, definitions] = /^([^/=]+)\/([^=]+)=(.+)$/.exec(text) ?? [];
  if (dimension === undefined || run === undefined || definitions === undefined)
    throw knownError('bad-value', {
      what: '--as',
      given: text,
      expected:
        'DIMENSION/RUN=DEFINITIONS such as DBInstanceIdentifier/db-2=prod-reader-1: the value of the run to use as that of the definitions',
    });
  return { dimension, run, definitions };
}

/**
 * Reads `SOURCE=GROUP`.
 * @throws bad-value
 */
export function parseLogGroup(text: string): LogGroupOf {
  const at = text.indexOf('=');
  const source = text.slice(0, Math.max(0, at));
  const group = text.slice(at + 1);
  if (source === '' || group === '')
    throw knownError('bad-value', {
      what: '--log-group',
      given: text,
      expected: `SOURCE=GROUP such as service=/ecs/pms, with SOURCE one of ${logSources.join(', ')}, or an exported file`,
    });
  return { source, group };
}
