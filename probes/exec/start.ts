import { knownError } from '../../core/errors.ts';
import { withRole } from '../../core/with-role.ts';
import type { CommandPlace, Target } from '../../targets/target.ts';
import type { StartCommand } from './execute.ts';
import { startLocalAgent } from './local/local-agent.ts';
import { placeOfProcess } from './local/process-place.ts';

/** How commands are started in a task of a target, until it is closed. */
export interface CommandStarter {
  readonly start: StartCommand;
  readonly close: () => void;
}

/**
 * By the target itself where it can, else by an agent of our own beside the task, if that is a process of this machine.
 * @throws exec-impossible
 */
export async function commandStarter(target: Target, place: CommandPlace): Promise<CommandStarter> {
  const { startCommand } = target;
  if (startCommand !== undefined)
    return { start: (command) => startCommand(place, command), close: () => undefined };
  const tasks = withRole((await target.instancesNow?.()) ?? [], 'task');
  const wanted = place.task;
  const impossible = (reason: string, remedy: string): Error =>
    knownError('exec-impossible', { task: wanted ?? `a task of ${target.name}`, reason, remedy });
  if (tasks.length === 0)
    throw impossible(
      'the target does not tell its tasks',
      'Name the local cluster, or a target file with "aws"',
    );
  const task = tasks.find(({ id, health }) =>
    wanted === undefined ? health === 'healthy' : id === wanted,
  );
  const running = `Running are ${tasks.map(({ id }) => id).join(', ')}`;
  if (task === undefined) throw impossible('there is no such task', running);
  if (place.container !== undefined)
    throw impossible('a task of the local cluster is one process', 'Leave --container out');
  const where = task.pid === undefined ? undefined : await placeOfProcess(task.pid);
  if (where === undefined) throw impossible('it ended', running);
  return startLocalAgent(where);
}
