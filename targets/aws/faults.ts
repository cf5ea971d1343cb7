import { StopTaskCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { FailoverDBClusterCommand, RebootDBInstanceCommand } from '@aws-sdk/client-rds';
import { knownError, reasonOf } from '../../core/errors.ts';
import type { Fault } from '../../core/topology.ts';
import type { AwsFile } from '../file/aws-schema.ts';
import type { TargetAction, TargetControl } from '../target.ts';
import type { AwsClients } from './clients.ts';

/** What can be done to a system in AWS: all that changes something there. */
export interface AwsFaults {
  readonly break: readonly Fault[];
  readonly act: TargetControl['act'];
  readonly requestOf: TargetControl['requestOf'];
}

type Given = TargetAction['given'];

interface Action {
  /** The call, as a permission. */
  readonly call: string;
  readonly perform: (given: Given) => Promise<unknown>;
}

/**
 * Actions by the names that drills use. Nothing is done unless the user confirmed it.
 * @param command how the user confirms, told where nobody did
 */
export function awsFaults(
  { ecs, rds }: Pick<AwsClients, 'ecs' | 'rds'>,
  { cluster, services, database, region }: AwsFile,
  { confirmed, command }: { readonly confirmed: boolean; readonly command: string },
): AwsFaults {
  const service = ({ service: named = services[0] }: Given): string => named ?? '';
  const byName = new Map<string, Action>([
    [
      'kill',
      {
        call: 'ecs:StopTask',
        perform: ({ part: task }) =>
          ecs.send(new StopTaskCommand({ cluster, task, reason: 'drill' })),
      },
    ],
    [
      'scale-tasks',
      {
        call: 'ecs:UpdateService',
        perform: (given) =>
          ecs.send(
            new UpdateServiceCommand({
              cluster,
              service: service(given),
              desiredCount: whole(given, 'tasks'),
            }),
          ),
      },
    ],
    [
      'deploy',
      {
        call: 'ecs:UpdateService',
        perform: (given) =>
          ecs.send(
            new UpdateServiceCommand({
              cluster,
              service: service(given),
              forceNewDeployment: true,
            }),
          ),
      },
    ],
    ...(database === undefined
      ? []
      : [
          [
            'switch-writer',
            {
              call: 'rds:FailoverDBCluster',
              perform: ({ to: TargetDBInstanceIdentifier }: Given) =>
                rds.send(
                  new FailoverDBClusterCommand({
                    DBClusterIdentifier: database,
                    TargetDBInstanceIdentifier,
                  }),
                ),
            },
          ] as const,
          [
            'reboot',
            {
              call: 'rds:RebootDBInstance',
              perform: ({ part: DBInstanceIdentifier }: Given) =>
                rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier })),
            },
          ] as const,
        ]),
  ]);
  const actionOf = (name: string): Action => {
    const action = byName.get(name);
    if (action !== undefined) return action;
    throw knownError('unknown-name', { what: 'action', given: name, known: [...byName.keys()] });
  };
  return {
    break: [
      'kill',
      'scale-tasks',
      'deploy',
      ...(database === undefined ? [] : ['switch-writer' as const]),
    ],
    act: async ({ name, given }) => {
      const action = actionOf(name);
      if (!confirmed)
        throw knownError('drill-not-confirmed', {
          drill: name,
          target: `cluster ${cluster}`,
          command,
        });
      try {
        await action.perform(given);
      } catch (error) {
        throw knownError(
          'drill-action-failed',
          { action: name, reason: reasonOf(error).replace(/\.$/, '') },
          error,
        );
      }
    },
    requestOf: ({ name, given }) => {
      const [of = '', operation = ''] = actionOf(name).call.split(':');
      const query = new URLSearchParams(given).toString();
      return {
        method: 'POST',
        url: `https://${of}.${region}.amazonaws.com/?Action=${operation}&${query}`,
      };
    },
  };
}

/** A whole number that was given. @throws Error that says what it must be */
function whole(given: Given, name: string): number {
  const text = given[name];
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  throw new Error(`${name} must be a whole number`);
}
