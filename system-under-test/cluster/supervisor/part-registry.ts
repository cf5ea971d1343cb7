import type { Health } from '../../../core/topology.ts';
import type { Part, PartStep } from '../state.ts';

type NewPart = Pick<Part, 'name' | 'kind' | 'address'> &
  Partial<
    Pick<
      Part,
      | 'pid'
      | 'taskId'
      | 'availabilityZone'
      | 'revision'
      | 'tier'
      | 'instanceClass'
      | 'weight'
      | 'restarts'
      | 'health'
      | 'detail'
      | 'why'
    >
  >;

/** What is known of every part, in the order in which they were added. */
export interface PartRegistry {
  readonly add: (part: NewPart) => void;
  readonly remove: (name: string) => void;
  /** A change of health also changes `since`. A part that was removed meanwhile is left alone. */
  readonly report: (name: string, health: Health, detail: string, pid?: number | null) => void;
  /** What a drill did to it; undefined when that is over. */
  readonly mark: (name: string, fault: string | undefined) => void;
  /** It does something else from now on. */
  readonly become: (name: string, kind: Part['kind']) => void;
  /** Its share of new work, relative to the others. */
  readonly weigh: (name: string, weight: number) => void;
  /** Somebody decided that it is taken away. */
  readonly dismiss: (name: string, why: string) => void;
  readonly restarted: (name: string) => void;
  /** What is wrong with a part although it works; undefined when that is over. One warning a subject. */
  readonly warn: (name: string, subject: string, warning: string | undefined) => void;
  readonly find: (name: string) => Part | undefined;
  readonly list: () => readonly Part[];
  /** Number of the newest step; 0 when there was none. */
  readonly newest: () => number;
  /** The steps after the one of this number, as far back as they are kept. */
  readonly stepsAfter: (number: number) => readonly PartStep[];
}

/** Steps that are kept: those of some minutes in which every part restarts as fast as it can. */
const mostSteps = 2000;

/** @param log told each change of health, and each warning */
export function createPartRegistry(now: () => number, log: (line: string) => void): PartRegistry {
  const parts = new Map<string, Part>();
  const warnings = new Map<string, Map<string, string>>();
  const steps: PartStep[] = [];
  let newest = 0;
  const time = (): string => new Date(now()).toISOString();
  const step = (name: string): void => {
    newest += 1;
    steps.push({ number: newest, at: time(), name, part: parts.get(name) ?? null });
    if (steps.length > mostSteps) steps.shift();
  };
  /** Another detail alone is no step: some parts have one every second. */
  const change = (name: string, patch: Partial<Part>): void => {
    const part = parts.get(name);
    if (part === undefined) return;
    const changed = { ...part, ...patch };
    parts.set(name, changed);
    const { detail: _before, ...before } = part;
    const { detail: _after, ...after } = changed;
    if (JSON.stringify(before) !== JSON.stringify(after)) step(name);
  };
  const registry: PartRegistry = {
    add: (part) => {
      const unknown = { pid: null, health: 'starting', detail: '', restarts: 0 } as const;
      parts.set(part.name, { ...unknown, since: time(), ...part });
      step(part.name);
    },
    remove: (name) => {
      warnings.delete(name);
      if (parts.delete(name)) step(name);
    },
    report: (name, health, detail, pid) => {
      const same = parts.get(name)?.health === health;
      if (!same) log(`${name} is ${health}${detail === '' ? '' : `: ${detail}`}`);
      const changed = same ? {} : { since: time() };
      change(name, { health, detail, ...changed, ...(pid === undefined ? {} : { pid }) });
      if (pid === null && parts.get(name)?.fault !== undefined) registry.mark(name, undefined);
    },
    mark: (name, fault) => {
      const part = parts.get(name);
      if (part === undefined || part.fault === fault) return;
      const { fault: _old, ...rest } = part;
      parts.set(name, fault === undefined ? rest : { ...rest, fault });
      log(`${name}: ${fault ?? 'nothing is done to it any more'}`);
      step(name);
    },
    become: (name, kind) => change(name, { kind }),
    weigh: (name, weight) => change(name, { weight }),
    dismiss: (name, why) => change(name, { why }),
    restarted: (name) => change(name, { restarts: (parts.get(name)?.restarts ?? 0) + 1 }),
    warn: (name, subject, warning) => {
      const part = parts.get(name);
      if (part === undefined) return;
      const bySubject = warnings.get(name) ?? new Map<string, string>();
      warnings.set(name, bySubject);
      if (bySubject.get(subject) === warning) return;
      if (warning === undefined) bySubject.delete(subject);
      else bySubject.set(subject, warning);
      log(`${name}: ${warning ?? `its ${subject} can be written again`}`);
      const { warning: _old, ...rest } = part;
      const all = [...bySubject.values()].join('; ');
      parts.set(name, all === '' ? rest : { ...rest, warning: all });
      step(name);
    },
    find: (name) => parts.get(name),
    list: () => [...parts.values()],
    newest: () => newest,
    stepsAfter: (number) => steps.filter((one) => one.number > number),
  };
  return registry;
}
