import type { Check } from '../../core/probe-folder/checks.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { chooseSuccessor, classSize } from '../../core/successor.ts';
import { verdictOfChecks } from '../contract/checks.ts';
import type { Settings } from '../contract/probe.ts';
import { deployable, renewed } from './service.ts';
import type { Sample, SampleOf } from './sample.ts';
import { type Present, roomForTasks, scaled, scalingRemarks } from './scaling.ts';
import { planOf } from './settings.ts';

type Node = SampleOf<'node'>;

/** Answers that may be kept for longer keep clients at an old writer for longer than a failover takes. */
const longestTtlSeconds = 30;

/** What would go wrong if the writer broke now. */
export function judge(samples: readonly Sample[], settings: Settings): ProbeVerdict {
  const nodes = only(samples, 'node');
  const writer = nodes.find(({ role }) => role === 'writer');
  const readers = nodes.filter(({ role }) => role === 'reader');
  const connections = only(samples, 'connections');
  const scalings = only(samples, 'scaling');
  const plan = planOf(settings);
  const checks = [
    ...(writer === undefined ? [] : successor(writer, readers, connections)),
    zones(nodes),
    ...only(samples, 'ttl').map(kept),
    ...only(samples, 'pools').map(renewed),
    ...only(samples, 'service').flatMap(deployable),
    ...scalings.flatMap((one) => scaled(one, presentOf(one, samples), plan)),
    ...roomForTasks(samples, writer?.id ?? 'the writer', connections),
    ...only(samples, 'scaling-untold').map(({ reason }): Check => ({
      name: 'scaled',
      state: 'open',
      evidence: reason,
    })),
  ];
  const figures = {
    facts: [{ name: 'Database nodes', value: String(nodes.length) }],
    checks,
    table: {
      heads: ['Node', 'Role', 'Zone', 'Class', 'Tier', 'Connections'],
      rows: nodes.map((node) => {
        const { most, open } = connections.find(({ id }) => id === node.id) ?? {};
        const told = `${open ?? '?'} of ${most ?? '?'}`;
        const tier = node.tier === undefined ? '?' : String(node.tier);
        return [node.id, node.role, node.zone ?? '?', node.class ?? '?', tier, told];
      }),
    },
  };
  const unknown = [
    ...(samples.some(({ kind }) => kind.startsWith('scaling')) ? [] : ['policies of scaling']),
    ...(only(samples, 'service').length === 0 ? ['settings of deployments'] : []),
    ...(only(samples, 'pools').length === 0 ? ['the age at which pools renew connections'] : []),
  ];
  const remarks = [
    ...(unknown.length === 0
      ? []
      : [`Not looked at, as the target does not tell: ${unknown.join(', ')}.`]),
    ...scalings.flatMap(scalingRemarks),
  ];
  const words = { probe: 'preflight', failed: 'would-break', passed: 'would-hold' };
  return verdictOfChecks(words, figures, remarks);
}

function only<K extends Sample['kind']>(samples: readonly Sample[], kind: K): SampleOf<K>[] {
  return samples.filter((one): one is SampleOf<K> => one.kind === kind);
}

/** What there is of what is scaled, now. */
function presentOf({ name, of }: SampleOf<'scaling'>, samples: readonly Sample[]): Present {
  if (of === 'tasks') {
    const service = only(samples, 'service').find((one) => one.name === name);
    const zones = only(samples, 'tasks').flatMap((one) => one.zones);
    return { count: service?.desired ?? 0, zones, connections: [] };
  }
  const readers = only(samples, 'node').filter(({ role }) => role === 'reader');
  return {
    count: readers.length,
    zones: readers.flatMap(({ zone }) => zone ?? []),
    connections: only(samples, 'connections').filter((one) =>
      readers.some(({ id }) => id === one.id),
    ),
  };
}

function successor(
  writer: Node,
  readers: readonly Node[],
  connections: readonly SampleOf<'connections'>[],
): Check[] {
  const there = 'has-successor';
  const candidates = readers.flatMap(({ id, tier, class: size }) => {
    const answers = connections.some((one) => one.id === id && one.most !== null);
    if (!answers || tier === undefined || size === undefined) return [];
    return [{ name: id, tier, instanceClass: size, position: 0 }];
  });
  const chosen = chooseSuccessor(candidates);
  if (readers.length === 0)
    return [
      { name: there, state: 'failed', evidence: `${writer.id} has no reader to take its place.` },
    ];
  if (chosen === undefined) {
    const silent = connections.filter(({ id }) => readers.some((reader) => reader.id === id));
    const [why] = silent.flatMap(({ error }) => error ?? []);
    const evidence =
      connections.length === 0
        ? 'the target file names no account that may ask the nodes: whether any reader answers is not known.'
        : why !== undefined && silent.every(({ most }) => most === null)
          ? `no reader answers, so that who would follow cannot be said. ${why.replace(/\.$/, '')}.`
          : 'no reader is known to answer and by tier and class: who would follow cannot be said.';
    return [{ name: there, state: 'open', evidence }];
  }
  const { name, tier, instanceClass } = chosen;
  const who = `${name} (tier ${tier}, ${instanceClass})`;
  return [
    { name: there, state: 'passed', evidence: `${who} would take the place of ${writer.id}.` },
    largeEnough(writer, who, instanceClass),
    roomFor(writer, name, connections),
  ];
}

function largeEnough({ id, class: size }: Node, who: string, instanceClass: string): Check {
  const name = 'successor-large-enough';
  if (size === undefined)
    return { name, state: 'open', evidence: `the class of ${id} is not known.` };
  const isSmaller = classSize(instanceClass) < classSize(size);
  const evidence = isSmaller
    ? `${who} is smaller than ${id} (${size}), and nothing would fail back.`
    : `${who} is no smaller than ${id} (${size}).`;
  return { name, state: isSmaller ? 'failed' : 'passed', evidence };
}

/** All that is connected to the writer comes back to the one in its place. */
function roomFor(
  { id }: Node,
  next: string,
  connections: readonly SampleOf<'connections'>[],
): Check {
  const name = 'successor-has-connections';
  const own = connections.find((one) => one.id === id);
  const other = connections.find((one) => one.id === next);
  const open = own?.open ?? null;
  const most = other?.most ?? null;
  if (open === null || most === null)
    return { name, state: 'open', evidence: `${own?.error ?? `${id} did not answer`}.` };
  const needed = open + (other?.open ?? 0);
  const evidence = `${open} of ${id} and ${other?.open ?? 0} of ${next} make ${needed}, of ${most} that it takes.`;
  return { name, state: needed > most ? 'failed' : 'passed', evidence };
}

function zones(nodes: readonly Node[]): Check {
  const name = 'more-than-one-zone';
  const known = new Set(nodes.flatMap(({ zone }) => zone ?? []));
  const told = [...known].toSorted().join(', ');
  if (known.size > 1) return { name, state: 'passed', evidence: `nodes are in ${told}.` };
  if (known.size === 0 || nodes.some(({ zone }) => zone === undefined))
    return { name, state: 'open', evidence: 'zones of the nodes are not known.' };
  return { name, state: 'failed', evidence: `all nodes are in ${told}: they go together.` };
}

function kept({ asked, name: host, seconds }: SampleOf<'ttl'>): Check {
  const who = asked === 'authority' ? 'name server' : 'resolver of clients';
  const name = `${host}-not-kept-long-by-${asked}`;
  if (seconds === null) return { name, state: 'failed', evidence: `the ${who} gives no answer.` };
  const evidence = `the ${who} lets answers be kept for ${seconds} s, where ${longestTtlSeconds} are many.`;
  return { name, state: seconds > longestTtlSeconds ? 'failed' : 'passed', evidence };
}
