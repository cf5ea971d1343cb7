import { StopTaskCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { FailoverDBClusterCommand } from '@aws-sdk/client-rds';
import { knownError, reasonOf } from '../../core/errors.ts';
import type { Fault } from '../../core/topology.ts';
import type { AwsFile } from '../file/aws-schema.ts';
import type { TargetAction, TargetControl } from '../target.ts';
import type { AwsClients } from './clients.ts';
import { databaseCluster } from './database-cluster.ts';
import { writerChanges } from './writer-changes.ts';

/** What can be done to a system in AWS: all that changes something there. */
export interface AwsFaults {
  readonly break: readonly Fault[];
  readonly control: TargetControl;
}

type Given = TargetAction['given'];

/** One that a drill asks for by its name. */
interface Action {
  readonly name: string;
  readonly fault: Fault;
  /** The call, as a permission. */
  readonly call: string;
  /** What it is done to, for people: `a task of service pms`. */
  readonly to: string;
  readonly perform: (given: Given) => Promise<unknown>;
}

type Clients = Pick<AwsClients, 'ecs' | 'rds' | 'region'>;

/** Looking takes several requests, of which ECS and RDS allow a few a second. */
const lookEveryMs = 2000;

/** A task on Fargate has its image to fetch and its health checks to pass. */
const settlesWithinSeconds = 300;

/** What a drill can do there. Nothing is done before `act` is called, which is for whoever had it confirmed. */
export function awsFaults(clients: Clients, aws: AwsFile, nameServer?: string): AwsFaults {
  const { region, database } = aws;
  const actions = actionsOf(clients, aws);
  const byName = new Map(actions.map((action) => [action.name, action]));
  const changes =
    database === undefined
      ? undefined
      : writerChanges(() => databaseCluster(clients, database), nameServer, Date.now);
  const actionOf = (name: string): Action => {
    const action = byName.get(name);
    if (action !== undefined) return action;
    throw knownError('unknown-name', { what: 'action', given: name, known: [...byName.keys()] });
  };
  return {
    break: actions.map(({ fault }) => fault),
    control: {
      lookEveryMs,
      settlesWithinSeconds,
      act: async ({ name, given }) => {
        const action = actionOf(name);
        try {
          const perform = (): Promise<unknown> => action.perform(given);
          await (action.fault === 'switch-writer' ? changes?.ask(perform) : perform());
        } catch (error) {
          const reason = reasonOf(error).replace(/\.$/, '');
          throw knownError('drill-action-failed', { action: name, reason }, error);
        }
      },
      requestOf: ({ name, given }) => {
        const [of = '', operation = ''] = actionOf(name).call.split(':');
        const query = new URLSearchParams({ Action: operation, ...given }).toString();
        return { method: 'POST', url: `https://${of}.${region}.amazonaws.com/?${query}` };
      },
      failovers: async () => (await changes?.all()) ?? [],
    },
  };
}

/** All that a target file allows; how many tasks there are to be is a question of one service only. */
export function actionsOf({ ecs, rds }: Clients, aws: AwsFile): Action[] {
  const { cluster, services, database } = aws;
  const [service] = services;
  const update = (given: object) =>
    ecs.send(new UpdateServiceCommand({ cluster, service, ...given }));
  return [
    {
      name: 'kill',
      fault: 'kill-task',
      call: 'ecs:StopTask',
      to: `a task of ${services.join(', ')}`,
      perform: ({ part: task }) =>
        ecs.send(new StopTaskCommand({ cluster, task, reason: 'drill' })),
    },
    ...(services.length === 1
      ? ([
          {
            name: 'scale-tasks',
            fault: 'scale-tasks',
            call: 'ecs:UpdateService',
            to: `service ${service}`,
            perform: (given) => update({ desiredCount: whole(given, 'tasks') }),
          },
          {
            name: 'deploy',
            fault: 'deploy',
            call: 'ecs:UpdateService',
            to: `service ${service}`,
            perform: () => update({ forceNewDeployment: true }),
          },
        ] satisfies Action[])
      : []),
    ...(database === undefined
      ? []
      : ([
          {
            name: 'switch-writer',
            fault: 'switch-writer',
            call: 'rds:FailoverDBCluster',
            to: `database cluster ${database}`,
            perform: () =>
              rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: database })),
          },
        ] satisfies Action[])),
  ];
}

/** A whole number that was given. @throws Error that says what it must be */
function whole(given: Given, name: string): number {
  const text = given[name];
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  throw new Error(`${name} must be a whole number`);
}
