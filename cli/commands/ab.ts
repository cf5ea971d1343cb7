import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import type { AbFlags } from '../ab/command.ts';
import { comparisonFlags, historyFlag } from '../gate/flags.ts';
import { countOf } from '../run/request.ts';
import { loadFlags, outputFlags } from '../run/load-flags.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

const text = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;

const several = (brief: string, placeholder: string) =>
  ({ ...text(brief, placeholder), variadic: true }) as const;

export const ab = buildCommand<AbFlags, [string?, string?], Context>({
  docs: documentation({
    brief: 'Compare two systems by turns, in short blocks of load',
    details:
      'A and B are each a URL, a target file, or the name of a local cluster that is up; B is judged against A. Instead,\n' +
      'two revisions or two ways to start the reference system can be given: each gets a cluster of its own. Blocks come\n' +
      'in pairs, in random order within each, so that what makes the machine slower hits both. How many pairs it takes\n' +
      'is learnt from a history of such blocks or from the first pairs, and said; it ends before when the answer is\n' +
      'clear. Ctrl-C ends it, judged on the pairs there are. Exit status: 0 pass, 1 B is slower or wrong, 2 could not\n' +
      'run, 3 inconclusive or invalid.',
    examples: [
      ['bilancia ab http://127.0.0.1:8080 http://127.0.0.1:8081', 'two systems on this machine'],
      ['bilancia ab a.yml b.yml --scenario ./theirs.js', 'two described ones, and your own script'],
      ['bilancia ab --revision-a main --revision-b HEAD', 'two revisions of the reference system'],
      ['bilancia ab --b-option booking-mode=naive', 'two ways to start it'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        { brief: 'What to compare with', parse: String, optional: true, placeholder: 'A' },
        { brief: 'What to judge', parse: String, optional: true, placeholder: 'B' },
      ],
    },
    flags: {
      revisionA: text('Revision of the reference system to compare with', 'revision'),
      revisionB: text('Revision of the reference system to judge', 'revision'),
      aOption: several('How A is started, as flags of "bilancia up"; repeatable', 'name=value'),
      bOption: several('The same of B, e.g. tasks=4', 'name=value'),
      scenario: text('Scenario, or path of a k6 script (steady)', 'scenario'),
      visitors: { ...loadFlags.visitors, brief: 'Number of concurrent visitors (200)' },
      duration: { ...loadFlags.duration, brief: 'How long a block is, e.g. 20s (10s)' },
      ramp: { ...loadFlags.ramp, brief: 'How long to ramp up before each block (2s)' },
      pairs: {
        kind: 'parsed',
        parse: countOf('--pairs'),
        optional: true,
        brief: 'Pairs of blocks to play at most, 12 or more (60)',
        placeholder: 'n',
      },
      seed: { ...loadFlags.seed, brief: 'Decides the order of blocks, and who visits (1)' },
      out: { ...outputFlags.out, brief: 'Folder to create for it (must be new or empty)' },
      slo: outputFlags.slo,
      ...historyFlag,
      ...comparisonFlags,
      env: several('Variable for the script, NAME=value; repeatable', 'NAME=value'),
      iMayTestThisSystem: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Confirm that you may put load on systems outside this machine',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../ab/command.ts')).abCommand,
});
