import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { drills } from '../../probes/drills/index.ts';
import { wholeNumber } from '../cluster/whole-number.ts';
import type { DrillFlags } from '../drill/flags.ts';
import { countOf, durationOf } from '../run/request.ts';
import { replayFlags } from './monitors/replay-flags.ts';
import { text } from './monitors/shared-flags.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const drill = buildCommand<DrillFlags, [string?], Context>({
  docs: documentation({
    brief: 'Break something on purpose, and see what it costs and whether anything was lost',
    details:
      'NAME is one of:\n' +
      `${drillLines().join('\n')}\n` +
      'A drill begins only when the system is well and --yes is given; it undoes what it did whatever happens.\n' +
      'Exit status: 0 pass, 1 fail, 2 could not run, 3 inconclusive, or the system was not well before.',
    examples: [
      ['bilancia drill failover --dry-run', 'what it would do, and whether it could begin'],
      ['bilancia drill failover --yes', 'kill the writer, without load'],
      [
        'bilancia drill failover --how freeze --back --yes --during steady --visitors 50',
        'under load',
      ],
      [
        'bilancia drill failover --yes --during steady --monitors prod.monitors.ts --expect-alarm prod-pms-critical',
        'and see whether that alarm sees it',
      ],
      ['bilancia drill --experiment failover.json --yes', "an experiment of Chaos Toolkit's form"],
      ['bilancia drill failover --fis-template', 'words in capitals are to be filled in'],
      [
        'bilancia drill failover --by-fis ./aws.yml --yes',
        'AWS FIS does it, by the template tagged Name=bilancia-failover',
      ],
      [
        'bilancia drill task-kill --target ./aws.yml --i-may-test-this-system --yes',
        'ECS stops a task of the target, and is watched until another has taken its place',
      ],
      ['bilancia drill --recover', 'put right what a drill left that was killed'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Name of the drill, or with --recover the folder of one',
          parse: String,
          placeholder: 'name',
          optional: true,
        },
      ],
    },
    flags: {
      how: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Which way to do it, of those above (default: the first)',
        placeholder: 'way',
      },
      back: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Do it twice, there and back, the second time when all is well again',
      },
      yes: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Confirm that something may be broken',
      },
      dryRun: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Tell what would be done, and whether it could begin',
      },
      recover: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Undo what a drill left that was killed (default: the newest in runs/)',
      },
      experiment: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Experiment of Chaos Toolkit to carry out instead (process and http providers)',
        placeholder: 'file',
      },
      fisTemplate: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief:
          'Print the template of the drill for AWS Fault Injection Service instead of doing it',
      },
      byFis: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'Let AWS Fault Injection Service do it to the target in this file, and watch until it ends; Ctrl-C stops it',
        placeholder: 'target',
      },
      target: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'File of a target in AWS to do it to, by the calls of ECS and RDS (task-kill, failover, deployments, scaling)',
        placeholder: 'file',
      },
      iMayTestThisSystem: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Confirm that a target or an experiment may be on hosts that are not this machine',
      },
      during: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Scenario of "bilancia run" to do it under',
        placeholder: 'scenario',
      },
      visitors: {
        kind: 'parsed',
        parse: countOf('--visitors'),
        optional: true,
        brief: 'Number of concurrent visitors of that scenario',
        placeholder: 'n',
      },
      repeat: {
        kind: 'parsed',
        parse: countOf('--repeat'),
        default: '1',
        brief: 'Do it so often, and tell the quantiles',
        placeholder: 'n',
      },
      expectAlarm: {
        kind: 'parsed',
        parse: String,
        variadic: true,
        optional: true,
        brief: 'Alarm that must fire because of the fault, or the drill fails; once for each',
        placeholder: 'alarm',
      },
      monitors: text('File of definitions of those alarms; default: reference definitions', 'file'),
      ...replayFlags,
      rto: {
        kind: 'parsed',
        parse: durationOf('--rto'),
        default: '60s',
        brief: 'Objective: how long writes may be away at the longest',
        placeholder: 'time',
      },
      rpo: {
        kind: 'parsed',
        parse: wholeNumber('--rpo'),
        default: '0',
        brief: 'Objective: how many acknowledged writes may be lost',
        placeholder: 'n',
      },
      name: {
        kind: 'parsed',
        parse: String,
        default: 'default',
        brief: 'Name of the local cluster',
        placeholder: 'name',
      },
      out: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Folder to create (must be new or empty)',
        placeholder: 'folder',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../drill/command.ts')).drillCommand,
});

/** `  failover  kill, freeze, graceful: the writer is ...`. */
function drillLines(): string[] {
  const width = Math.max(...Object.keys(drills).map((name) => name.length));
  return Object.entries(drills).map(
    ([name, { brief, ways }]) => `  ${name.padEnd(width)}  ${ways.join(', ')}: ${brief}`,
  );
}
