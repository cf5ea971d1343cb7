import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import type { InitCiFlags } from '../init/ci.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

const ci = buildCommand<InitCiFlags, [string], Context>({
  docs: documentation({
    brief: 'Write a pipeline with load tests for GitLab CI or GitHub Actions',
    details:
      'A smoke test on each change, a comparison with what is deployed, 10,000 visitors each night and their trend,\n' +
      'with what the service shows of them. Also writes the files that say what is tested, where they are not there yet.',
    examples: [
      ['bilancia init ci gitlab', 'bilancia.gitlab-ci.yml, to be included'],
      ['bilancia init ci github', '.github/workflows/bilancia.yml'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'gitlab or github', parse: String, placeholder: 'service' }],
    },
    flags: {
      out: {
        kind: 'parsed',
        parse: String,
        default: '.',
        brief: 'Folder of the repository',
        placeholder: 'folder',
      },
      force: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Overwrite the pipeline where there is one',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../init/ci.ts')).initCiCommand,
});

/** What writes first files of a team's own. To add a command: an entry here. */
export const init = buildRouteMap({
  routes: { ci },
  docs: documentation({
    brief: 'Write files that a team commits',
    examples: [['bilancia init ci gitlab', 'a pipeline with load tests']],
  }),
});
