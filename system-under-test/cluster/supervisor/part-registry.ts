import type { Health, Part } from '../state.ts';

type NewPart = Pick<Part, 'name' | 'kind' | 'address'> &
  Partial<Pick<Part, 'pid' | 'taskId' | 'availabilityZone' | 'restarts' | 'health' | 'detail'>>;

/** What is known of every part, in the order in which they were added. */
export interface PartRegistry {
  readonly add: (part: NewPart) => void;
  readonly remove: (name: string) => void;
  /** A change of health also changes `since`. A part that was removed meanwhile is left alone. */
  readonly report: (name: string, health: Health, detail: string, pid?: number | null) => void;
  readonly restarted: (name: string) => void;
  readonly find: (name: string) => Part | undefined;
  readonly list: () => readonly Part[];
}

/** @param log told each change of health */
export function createPartRegistry(now: () => number, log: (line: string) => void): PartRegistry {
  const parts = new Map<string, Part>();
  const time = (): string => new Date(now()).toISOString();
  const change = (name: string, patch: Partial<Part>): void => {
    const part = parts.get(name);
    if (part !== undefined) parts.set(name, { ...part, ...patch });
  };
  return {
    add: (part) => {
      const unknown = { pid: null, health: 'starting', detail: '', restarts: 0 } as const;
      parts.set(part.name, { ...unknown, since: time(), ...part });
    },
    remove: (name) => void parts.delete(name),
    report: (name, health, detail, pid) => {
      const same = parts.get(name)?.health === health;
      if (!same) log(`${name} is ${health}${detail === '' ? '' : `: ${detail}`}`);
      const changed = same ? {} : { since: time() };
      change(name, { health, detail, ...changed, ...(pid === undefined ? {} : { pid }) });
    },
    restarted: (name) => change(name, { restarts: (parts.get(name)?.restarts ?? 0) + 1 }),
    find: (name) => parts.get(name),
    list: () => [...parts.values()],
  };
}
