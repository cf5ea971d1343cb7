import { writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownError } from '../../../core/errors.ts';
import {
  instanceClassForm,
  mostResolverHoldMs,
  mostTasks,
  tierForm,
  weightForm,
  zoneForm,
} from '../options.ts';
import { slownessFile } from '../faults/slowness-file.ts';
import type { Cluster } from './cluster.ts';
import type { Migration } from './migration.ts';
import type { NewReader } from './readers.ts';
import { degradePartner } from './partner.ts';
import type { PartRegistry } from './part-registry.ts';
import type { Rotation } from './rotation.ts';

const slow = 'slow';
/** Slower than that a task passes no health check. */
const mostTimesSlower = 50;

type Given = Readonly<Record<string, string>>;

/** Does what a name stands for. @throws Error that says why it was not done */
export type Act = (name: string, given: Given) => Promise<void>;

/** What can be done to a running cluster. To add something: an entry here. */
export function actions(registry: PartRegistry, cluster: Cluster): Act {
  const { controlPlane, deployments, migration, rotation, readers, resolver, setCrossZone, facts } =
    cluster;
  const { files } = facts;
  const signal = (given: Given, what: NodeJS.Signals): string => {
    const part = registry.find(given['part'] ?? '');
    if (part === undefined) throw new Error(`there is no part "${given['part'] ?? ''}"`);
    if (part.kind === 'supervisor' || part.kind === 'name-server')
      throw new Error(`${part.name} is the supervisor itself`);
    if (part.pid === null) throw new Error(`${part.name} has no process now`);
    process.kill(part.pid, what);
    return part.name;
  };
  /** A zone that is cut answers nobody: its processes stand still. */
  const everyPartOf = (given: Given, what: NodeJS.Signals, fault: string | undefined): void => {
    const zone = given['zone'] ?? '';
    const parts = registry.list().filter((part) => part.availabilityZone === zone);
    if (parts.length === 0) throw new Error(`nothing is in a zone "${zone}"`);
    for (const { name, pid } of parts) {
      if (pid === null) continue;
      process.kill(pid, what);
      registry.mark(name, fault);
    }
  };
  /** Only tasks know the signal, and each one turns it over. */
  const slowTask = (given: Given, fault: string | undefined): void => {
    const part = registry.find(given['part'] ?? '');
    if (part === undefined) return;
    if (part.kind !== 'task') throw new Error(`${part.name} is no task`);
    if (part.fault !== fault) throw new Error(`${part.name} is ${part.fault ?? 'not slow'}`);
  };
  const howSlow = (given: Given): void => {
    const times = whole(given, 'times', 2, mostTimesSlower, 2);
    const part = registry.find(given['part'] ?? '');
    if (part === undefined) return;
    writeFileSync(join(files.folder, 'tmp', 'tasks', part.name, slownessFile), String(times));
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
    ['hold-replication', controlPlane.holdReaders],
    ['release-replication', controlPlane.releaseReaders],
    [
      'slow-down',
      (given) => {
        slowTask(given, undefined);
        howSlow(given);
        registry.mark(signal(given, 'SIGUSR2'), slow);
      },
    ],
    [
      'speed-up',
      (given) => {
        slowTask(given, slow);
        registry.mark(signal(given, 'SIGUSR2'), undefined);
      },
    ],
    ['cross-zone', (given) => setCrossZone(yesOrNo(given, 'enabled'))],
    ['degrade-partner', (given) => degradePartner(registry, given)],
    ['rotate-password', (given) => rotate(rotation, given)],
    ['change-schema', (given) => migrate(migration, given)],
    [
      'fill-disk',
      async () => {
        const disk = cluster.writerDisk();
        if (disk === undefined) throw new Error('the writer has no disk of its own');
        await disk.fill();
      },
    ],
    ['free-disk', cluster.freeDisks],
    ['switch-writer', () => controlPlane.switchOver('asked to')],
    [
      'add-reader',
      async (given) => {
        // Whoever brings back what may never have been taken away does not make one too many.
        if (registry.find(given['inPlaceOf'] ?? '') !== undefined) return;
        await readers.add(readerOf(given));
      },
    ],
    ['remove-reader', (given) => readers.remove(given['part'] ?? '')],
    [
      'weigh-reader',
      (given) => readers.weigh(given['part'] ?? '', Number(inForm(given, 'weight', weightForm))),
    ],
    [
      'hold-answers',
      (given) => resolver.hold(whole(given, 'seconds', 0, mostResolverHoldMs / 1000) * 1000),
    ],
    [
      'scale-tasks',
      (given) => {
        const tasks = whole(given, 'tasks', 1, mostTasks);
        return deployments.scale(tasks, `${tasks} tasks were asked for`);
      },
    ],
    [
      'deploy',
      (given) =>
        deployments.deploy(settingsOf(given), {
          minimumHealthyPercent: whole(given, 'minimumHealthyPercent', 0, 100, 100),
          maximumPercent: whole(given, 'maximumPercent', 100, 200, 200),
        }),
    ],
    ['cut-zone', (given) => everyPartOf(given, 'SIGSTOP', 'cut off')],
    [
      'write-log',
      async ({ line = '' }) => {
        const task = registry.list().find(({ kind, pid }) => kind === 'task' && pid !== null);
        if (task === undefined) throw new Error('there is no task that could log anything');
        if (line === '' || line.includes('\n')) throw new Error('line must be one line');
        await appendFile(join(files.taskLogs, `${task.name}.log`), `${line}\n`);
      },
    ],
    ['mend-zone', (given) => everyPartOf(given, 'SIGCONT', undefined)],
  ]);
  return async (name, given) => {
    const act = byName.get(name);
    if (act === undefined)
      throw knownError('unknown-name', { what: 'action', given: name, known: [...byName.keys()] });
    await act(given);
  };
}

/** A whole number that was given, or what is usual. @throws Error that says what it must be */
function whole(given: Given, name: string, least: number, most: number, usual?: number): number {
  const text = given[name];
  if (text === undefined && usual !== undefined) return usual;
  const value = Number(text);
  if (text !== undefined && /^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}`);
}

/** What is said of a reader that is to join. */
function readerOf(given: Given): NewReader {
  const has = (name: string): boolean => given[name] !== undefined;
  return {
    ...(has('class') ? { instanceClass: inForm(given, 'class', instanceClassForm) } : {}),
    ...(has('tier') ? { tier: Number(inForm(given, 'tier', tierForm)) } : {}),
    ...(has('zone') ? { zone: inForm(given, 'zone', zoneForm) } : {}),
    ...(has('weight') ? { weight: Number(inForm(given, 'weight', weightForm)) } : {}),
  };
}

function inForm(given: Given, name: string, form: RegExp): string {
  const text = given[name] ?? '';
  if (form.test(text)) return text;
  throw new Error(`${name} cannot be "${text}"`);
}

async function rotate(rotation: Rotation, { step = '', how = '' }: Given): Promise<void> {
  await doStep(step, [
    ['create', () => rotation.create(how === 'alternating')],
    ['set', rotation.set],
    ['test', rotation.test],
    ['finish', rotation.finish],
    ['end-idle', rotation.endIdleConnections],
  ]);
}

async function migrate(migration: Migration, given: Given): Promise<void> {
  await doStep(given['step'] ?? '', [
    ['hold', migration.hold],
    ['release', migration.release],
    ['add-column', () => migration.addColumn(whole(given, 'patienceSeconds', 1, 3600))],
    ['finish', migration.finish],
    ['shape', () => migration.shape(given['stage'] ?? '')],
    ['restore', migration.restore],
  ]);
}

async function doStep(
  step: string,
  known: readonly (readonly [name: string, act: () => Promise<void>])[],
): Promise<void> {
  const [, act] = known.find(([name]) => name === step) ?? [];
  if (act === undefined)
    throw new Error(`step must be one of ${known.map(([name]) => name).join(', ')}`);
  await act();
}

function yesOrNo(given: Given, name: string): boolean {
  const text = given[name];
  if (text !== 'true' && text !== 'false') throw new Error(`${name} must be true or false`);
  return text === 'true';
}

/** `PMS_*` variables of a new revision; nothing else of a task's environment can be set. */
function settingsOf(given: Given): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name.startsWith('PMS_')));
}
