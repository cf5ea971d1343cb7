import { DescribeTasksCommand, ExecuteCommandCommand } from '@aws-sdk/client-ecs';
import { knownError } from '../../core/errors.ts';
import type { InstanceState } from '../../core/topology.ts';
import type { CommandPlace, CommandSession } from '../target.ts';
import type { AwsClients } from './clients.ts';

export interface CommandTarget {
  readonly cluster: string;
  readonly place: CommandPlace;
  readonly tasks: readonly InstanceState[];
}

/**
 * Has ECS start a command in a container. A task without ExecuteCommand, or whose agent does not run, is refused before.
 * @throws exec-impossible, and what AWS answers
 */
export async function startCommand(
  { ecs }: Pick<AwsClients, 'ecs'>,
  { cluster, place, tasks }: CommandTarget,
  command: string,
): Promise<CommandSession> {
  const healthy = tasks.find(({ health }) => health === 'healthy') ?? tasks[0];
  const task = place.task ?? healthy?.id;
  const impossible = (reason: string, remedy: string): Error =>
    knownError('exec-impossible', { task: task ?? 'any task', reason, remedy });
  if (task === undefined)
    throw impossible('no task runs', 'Start one, or check "services" in the target file');
  const answer = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [task] }));
  const [found] = answer.tasks ?? [];
  if (found === undefined || found.lastStatus === 'STOPPED')
    throw impossible(
      found === undefined
        ? 'there is no such task'
        : `it ended: ${found.stoppedReason ?? 'nobody says why'}`,
      `Running are ${tasks.map(({ id }) => id).join(', ') || 'none'}`,
    );
  if (found.enableExecuteCommand !== true)
    throw impossible(
      'ExecuteCommand is not enabled for it',
      'Enable it with "aws ecs update-service --enable-execute-command --force-new-deployment", which starts new tasks',
    );
  const containers = found.containers ?? [];
  const names = containers.flatMap(({ name }) => name ?? []);
  const container = place.container ?? (names.length === 1 ? names[0] : undefined);
  if (container === undefined || !names.includes(container))
    throw impossible(
      container === undefined ? 'it has several containers' : `it has no container "${container}"`,
      `Choose one of them with --container: ${names.join(', ')}`,
    );
  const agent = containers
    .find(({ name }) => name === container)
    ?.managedAgents?.find(({ name }) => name === 'ExecuteCommandAgent');
  if (agent !== undefined && agent.lastStatus !== 'RUNNING')
    throw impossible(
      `the agent in container "${container}" is ${agent.lastStatus}${agent.reason === undefined ? '' : `: ${agent.reason}`}`,
      'Give the role of the task the permissions ssmmessages:CreateControlChannel, CreateDataChannel, OpenControlChannel and OpenDataChannel',
    );
  const { session } = await ecs.send(
    new ExecuteCommandCommand({ cluster, task, container, command, interactive: true }),
  );
  const { streamUrl, tokenValue } = session ?? {};
  if (streamUrl === undefined || tokenValue === undefined)
    throw impossible('ECS opened no session', 'Try again');
  return { streamUrl, tokenValue };
}
