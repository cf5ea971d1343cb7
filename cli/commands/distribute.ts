import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { distributors } from '../../scenarios/distributed/distributors.ts';
import type { DistributeFlags } from '../run/distribute-command.ts';
import { loadFlags } from '../run/load-flags.ts';
import { countOf } from '../run/request.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const distribute = buildCommand<DistributeFlags, [string, string], Context>({
  docs: documentation({
    brief: 'Write what other engines need to play a load from several machines',
    details:
      `BY is one of:\n${byLines().join('\n')}\n` +
      'Writes a folder with their files, one bundled script, and a README that says how to start them and how to bring\n' +
      'back what they saw; "bilancia merge FOLDER" judges it. Each generator gets what a calibration run says that its\n' +
      'visitors take, and half as much again. Nothing is started.',
    examples: [
      [
        'bilancia distribute k6-operator steady --visitors 50000 --target target.yml --calibration runs/steady --out cluster',
        'for a Kubernetes cluster',
      ],
      [
        'bilancia distribute aws-dlt steady --visitors 50000 --target target.yml --region eu-south-1 --out dlt',
        'for an AWS account',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        { brief: 'Who plays it', parse: String, placeholder: 'by' },
        { brief: 'Scenario', parse: String, placeholder: 'scenario' },
      ],
    },
    flags: {
      ...loadFlags,
      generators: {
        kind: 'parsed',
        parse: countOf('--generators'),
        optional: true,
        brief: 'Machines that play the load together (default: as many as it needs)',
        placeholder: 'n',
      },
      target: {
        kind: 'parsed',
        parse: String,
        brief: 'Target file that describes your system, as other machines reach it',
        placeholder: 'file',
      },
      calibration: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'Run folder that tells what a visitor takes (default: what was measured of our scenarios)',
        placeholder: 'run',
      },
      region: {
        kind: 'parsed',
        parse: String,
        default: 'eu-south-1',
        brief: 'AWS region',
        placeholder: 'region',
      },
      out: {
        kind: 'parsed',
        parse: String,
        brief: 'Folder to create (must be new or empty)',
        placeholder: 'folder',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../run/distribute-command.ts')).distributeCommand,
});

/** `  k6-operator        pods of a Kubernetes cluster`. */
function byLines(): string[] {
  const width = Math.max(...Object.keys(distributors).map((name) => name.length));
  return Object.entries(distributors).map(
    ([name, { about }]) => `  ${name.padEnd(width)}  ${about}`,
  );
}
