import { logSources } from '../../../monitors/replay/log-groups.ts';
import { parseLogGroup, parseStandIn } from '../../../monitors/replay/parse-flags.ts';

/** What stands for what, where recorded runs go through definitions. */
export const replayFlags = {
  as: {
    kind: 'parsed',
    parse: parseStandIn,
    variadic: true,
    optional: true,
    brief: 'DIMENSION/RUN=DEFINITIONS: use this value of the run for that value of the definitions',
    placeholder: 'value',
  },
  logGroup: {
    kind: 'parsed',
    parse: parseLogGroup,
    variadic: true,
    optional: true,
    brief: `SOURCE=GROUP: use the lines of this source (${logSources.join(', ')}) as that log group`,
    placeholder: 'group',
  },
} as const;
