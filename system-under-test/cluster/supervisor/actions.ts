import { knownError } from '../../../core/errors.ts';
import type { Cluster } from './cluster.ts';
import type { PartRegistry } from './part-registry.ts';

type Given = Readonly<Record<string, string>>;

/** Does what a name stands for. @throws Error that says why it was not done */
export type Act = (name: string, given: Given) => Promise<void>;

/** What can be done to a running cluster. To add something: an entry here. */
export function actions(registry: PartRegistry, { controlPlane }: Cluster): Act {
  const signal = (given: Given, what: NodeJS.Signals): string => {
    const part = registry.find(given['part'] ?? '');
    if (part === undefined) throw new Error(`there is no part "${given['part'] ?? ''}"`);
    if (part.kind === 'supervisor' || part.kind === 'name-server')
      throw new Error(`${part.name} is the supervisor itself`);
    if (part.pid === null) throw new Error(`${part.name} has no process now`);
    process.kill(part.pid, what);
    return part.name;
  };
  const byName = new Map<string, (given: Given) => Promise<void> | void>([
    ['kill', (given) => void signal(given, 'SIGKILL')],
    ['freeze', (given) => registry.mark(signal(given, 'SIGSTOP'), 'frozen')],
    [
      'thaw',
      (given) => {
        // One that ended meanwhile is not frozen any more.
        if (registry.find(given['part'] ?? '')?.pid === null) return;
        registry.mark(signal(given, 'SIGCONT'), undefined);
      },
    ],
    ['switch-writer', () => controlPlane.switchOver('asked to')],
  ]);
  return async (name, given) => {
    const act = byName.get(name);
    if (act === undefined)
      throw knownError('unknown-name', { what: 'action', given: name, known: [...byName.keys()] });
    await act(given);
  };
}
