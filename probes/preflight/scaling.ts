import type { Check } from '../../core/probe-folder/checks.ts';
import { formatSeconds } from '../../core/duration.ts';
import { percent } from '../reader-balance/words/words.ts';
import type { Sample, SampleOf } from './sample.ts';
import type { Plan } from './settings.ts';

type Scaled = SampleOf<'scaling'>;
type Bounds = NonNullable<Scaled['bounds']>;
type Connections = SampleOf<'connections'>;

/** What there is of what is scaled. */
export interface Present {
  readonly count: number;
  /** Where it is, one for each whose zone is known. */
  readonly zones: readonly string[];
  /** How loaded each of them is, for readers. */
  readonly connections: readonly Connections[];
}

/** Whether what is scaled grows when it has to, and far enough. */
export function scaled({ name, of, bounds }: Scaled, present: Present, plan: Plan): Check[] {
  const grows = { name: `${name}-scaled`, ...growth(of, bounds) };
  if (bounds === null) return [grows];
  return [
    grows,
    { name: `${name}-enough-at-most`, ...enough(of, bounds, present, plan) },
    { name: `${name}-outlives-one-at-least`, ...enoughAtLeast(of, bounds) },
    { name: `${name}-scaled-in-time`, ...inTime(bounds, plan) },
    ...(of === 'readers'
      ? [{ name: `${name}-scaled-by-what-runs-out`, ...byWhatRunsOut(bounds, present) }]
      : []),
  ];
}

type Found = Pick<Check, 'state' | 'evidence'>;

const failed = (evidence: string): Found => ({ state: 'failed', evidence });
const passed = (evidence: string): Found => ({ state: 'passed', evidence });
const open = (evidence: string): Found => ({ state: 'open', evidence });

function growth(of: Scaled['of'], bounds: Scaled['bounds']): Found {
  if (bounds === null) return failed(`nothing scales its ${of}: they stay as many as they are.`);
  const { min, max, suspended, rules } = bounds;
  if (rules.length === 0) return failed(`${min} to ${max} ${of}, but no policy says when.`);
  if (suspended.includes('scale-out')) return failed('scaling out is suspended.');
  if (max <= min) return failed(`${min} at least and ${max} at most: none can be added.`);
  return passed(`${min} to ${max} ${of}, by ${rules.map(({ name }) => name).join(', ')}.`);
}

/**
 * Those left when a zone is lost have to carry what all carried, as replacements may not be had then.
 * Source: Amazon Builders' Library, "Static stability using Availability Zones".
 */
function enough(of: Scaled['of'], { max }: Bounds, { count, zones }: Present, plan: Plan): Found {
  const planned = plan[of];
  const base = planned ?? count;
  const many = new Set(zones).size;
  const what = `${base} ${of}${planned === undefined ? ', as now,' : ', as planned,'}`;
  if (base > max) return failed(`${what} are more than the ${max} that it may have.`);
  if (many === 0) return open(`which zones its ${of} are in is not known.`);
  if (many === 1) return passed(`${what} in one zone, of ${max} at most.`);
  const needed = Math.ceil((base * many) / (many - 1));
  const told = `${what} in ${many} zones have to be ${needed}, so that as many are left without one of them; ${max} are the most`;
  return needed > max ? failed(`${told}.`) : passed(`${told}.`);
}

function enoughAtLeast(of: Scaled['of'], { min }: Bounds): Found {
  const told = `it may be scaled in to ${min} ${of}`;
  return min < 2
    ? failed(`${told}: nobody is there while the last one is replaced.`)
    : passed(`${told}.`);
}

function inTime({ rules }: Bounds, { outageSeconds }: Plan): Found {
  const waits = rules.flatMap(({ name, scaleOutCooldownSeconds: seconds }) =>
    seconds === undefined ? [] : [{ name, seconds }],
  );
  const [longest] = waits.toSorted((a, b) => b.seconds - a.seconds);
  if (longest === undefined) return open('how long policies wait after each step is not known.');
  const told = `${longest.name} waits ${formatSeconds(longest.seconds)} after each step out, where an outage may last ${formatSeconds(outageSeconds)}`;
  return longest.seconds > outageSeconds ? failed(`${told}.`) : passed(`${told}.`);
}

const isCpu = (metric: string): boolean => /cpu/i.test(metric);

/** Below this part of its limit, a node is at rest, and says nothing about which limit comes first. */
const leastLoad = 0.05;

/** Which limit comes first as load grows: both are taken to grow with it. */
function byWhatRunsOut({ rules }: Bounds, { connections }: Present): Found {
  const others = rules.filter(({ metric }) => metric !== undefined && !isCpu(metric));
  if (others.length > 0)
    return passed(`it follows ${others.map(({ metric }) => metric).join(', ')}.`);
  if (rules.length === 0 || rules.some(({ metric }) => metric === undefined))
    return open('what its policies follow is not told.');
  const target = Math.min(...rules.map((rule) => rule.target ?? 100)) / 100;
  const loads = connections.flatMap(({ most, open: count, cpu }) =>
    most === null || count === null || cpu === undefined ? [] : [{ part: count / most, cpu }],
  );
  const loaded = loads.filter(({ part, cpu }) => Math.max(part, cpu) >= leastLoad);
  const [worst] = loaded.toSorted((a, b) => b.part / b.cpu - a.part / a.cpu);
  if (worst === undefined)
    return open(
      'it follows CPU alone, and whether connections run out first is not known: it takes load, and what CPU the readers have.',
    );
  const told = `it follows CPU alone: connections are at ${percent(worst.part)} of max_connections, and CPU at ${percent(worst.cpu)}, of ${percent(target)} where it scales`;
  return worst.part / worst.cpu > 1 / target
    ? failed(`${told}; connections run out before.`)
    : passed(`${told}; CPU comes first.`);
}

/** Whether the writer takes the connections of as many tasks as there may be, if each opens as many as now. */
export function roomForTasks(
  samples: readonly Sample[],
  writer: string,
  connections: readonly Connections[],
): Check[] {
  const services = samples.filter((one): one is SampleOf<'service'> => one.kind === 'service');
  const scalings = samples.filter((one): one is Scaled => one.kind === 'scaling');
  const desired = services.reduce((sum, one) => sum + one.desired, 0);
  const most = services.reduce((sum, one) => {
    const own = scalings.find(({ name, of }) => of === 'tasks' && name === one.name);
    return sum + Math.max(one.desired, own?.bounds?.max ?? 0);
  }, 0);
  const own = connections.find(({ id }) => id === writer);
  if (scalings.length === 0 || desired === 0 || most === desired) return [];
  const name = `${writer}-takes-all-tasks`;
  const count = own?.open ?? null;
  const limit = own?.most ?? null;
  if (count === null || limit === null) return [{ name, ...open(`${writer} did not answer.`) }];
  const needed = Math.ceil((count * most) / desired);
  const told = `${most} tasks would open ${needed} connections as ${desired} open ${count} now, of ${limit} that it takes`;
  return [{ name, ...(needed > limit ? failed(`${told}.`) : passed(`${told}.`)) }];
}

/** What costs money and breaks nothing. */
export function scalingRemarks({ name, bounds }: Scaled): string[] {
  const adding = bounds?.rules.filter(({ onlyAdds }) => onlyAdds) ?? [];
  const paused = bounds?.suspended.filter((what) => what !== 'scale-out') ?? [];
  const words = { 'scale-in': 'scaling in', schedule: 'scaling by schedule', 'scale-out': '' };
  return [
    ...adding.map((rule) => `${name}: policy ${rule.name} never scales in; what it adds stays.`),
    ...paused.map((what) => `${name}: ${words[what]} is suspended.`),
  ];
}
