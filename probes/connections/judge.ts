import type { Check, ChecksFigures } from '../../core/probe-folder/checks.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { verdictOfChecks } from '../contract/checks.ts';
import type { Settings } from '../contract/probe.ts';
import { figure } from '../reader-balance/words/words.ts';
import { cpuTells, hasRoom, poolChecks } from './checks/index.ts';
import { type NodeFacts, nodesOf } from './facts/nodes.ts';
import { poolsOf } from './facts/pools.ts';
import { type Scaling, minutesOf, scalingBy } from './facts/scaling.ts';
import { type Sample, only } from './samples/sample.ts';
import { mostOf, scalingOf } from './samples/settings.ts';

/** Whether connections run short, whether CPU would tell, and what scaling would have done. */
export function judge(samples: readonly Sample[], settings: Settings): ProbeVerdict {
  const nodes = nodesOf(samples, mostOf(settings));
  const targets = scalingOf(settings);
  // A run looks at its readers alone; whoever looks now asks the writer as well, and is told why where it does not answer.
  const unasked = nodes.filter(
    ({ role, looks, shut, silent }) => role === 'writer' && looks.length + shut + silent === 0,
  );
  const checks = [
    ...only(samples, 'lost').map(({ reason }): Check => ({
      name: 'whole-recording',
      state: 'open',
      evidence: `${reason}.`,
    })),
    ...nodes.filter((node) => !unasked.includes(node)).map(hasRoom),
    ...nodes.flatMap((node) => cpuTells(node, targets)),
    ...poolChecks(poolsOf(samples), nodes),
  ];
  const scalings = scalingsOf(nodes, targets);
  const figures: ChecksFigures = {
    facts: nodes.map(({ id, fullest }) => ({
      name: `${id}, at most`,
      value: fullest === undefined ? 'not seen' : `${fullest.open} of ${fullest.most}`,
    })),
    checks,
    ...(nodes.some(({ looks }) => looks.length > 0) ? { lines: linesOf(nodes, scalings) } : {}),
    table: tableOf(nodes, scalings),
  };
  const words = {
    probe: 'connections',
    failed: 'short-of-connections',
    passed: 'enough-connections',
  };
  return verdictOfChecks(words, figures, [
    ...unasked.map(
      ({ id }) =>
        `The writer, ${id}, was not looked at: a run counts the readers' connections alone.`,
    ),
    ...scalings.map(inWords),
    ...(scalings.length === 0
      ? ['No whole minute of a reader was seen: nothing scales on less.']
      : []),
    ...(nodes.some(({ looks }) => looks.some(({ cpu }) => cpu !== null))
      ? []
      : ['CPU of the nodes is not known: this target does not tell.']),
  ]);
}

function scalingsOf(nodes: readonly NodeFacts[], targets: ReturnType<typeof scalingOf>): Scaling[] {
  const minutes = minutesOf(nodes);
  const readers = Math.max(0, ...minutes.map((minute) => minute.readers));
  if (readers === 0) return [];
  const { connectionTarget, cpuTarget, startMinutes } = targets;
  const limits = nodes
    .filter(({ role }) => role === 'reader')
    .flatMap(({ looks }) => looks.at(-1)?.most ?? []);
  const by = (metric: string, values: readonly (number | null)[], target: number): Scaling =>
    scalingBy(metric, values, { target, readers, startMinutes });
  return [
    ...(limits.length === 0
      ? []
      : [
          by(
            'RDSReaderAverageDatabaseConnections',
            minutes.map(({ connections }) => connections),
            Math.min(...limits) * connectionTarget,
          ),
        ]),
    by(
      'RDSReaderAverageCPUUtilization',
      minutes.map(({ cpu }) => cpu),
      cpuTarget * 100,
    ),
  ].filter((scaling) => scaling.minutes > 0);
}

function inWords({ metric, target, changes, above, minutes }: Scaling): string {
  const what = `Target tracking on ${metric} at ${figure(target)} (above it in ${above} of ${minutes} minutes)`;
  if (changes.length === 0) return `${what} would have changed nothing.`;
  const told = changes.map(
    ({ from, to, minute }) => `from ${from} to ${to} readers after ${minute + 1} min`,
  );
  return `${what} would have gone ${told.join(', ')}.`;
}

const mostRows = 8;

/** What scaling would have done, and who held the connections. */
function tableOf(
  nodes: readonly NodeFacts[],
  scalings: readonly Scaling[],
): NonNullable<ChecksFigures['table']> {
  return {
    heads: ['What', 'Where', 'Open', 'Idle or target'],
    rows: [
      ...scalings.map(({ metric, target, changes }) => [
        metric,
        changes.length === 0
          ? 'would change nothing'
          : changes
              .map(({ from, to, minute }) => `${from} to ${to} after ${minute + 1} min`)
              .join(', '),
        '',
        figure(target),
      ]),
      ...nodes.flatMap(({ id, holders }) =>
        holders
          .slice(0, mostRows)
          .map(({ client, open, idle }) => [client, id, String(open), `${idle} idle`]),
      ),
    ],
  };
}

/** Parts of the limit, and CPU, by the second. */
function linesOf(
  nodes: readonly NodeFacts[],
  scalings: readonly Scaling[],
): NonNullable<ChecksFigures['lines']> {
  const from = Math.min(...nodes.flatMap(({ looks }) => looks.map(({ at }) => at)));
  const second = (at: number): number => Math.round((at - from) / 1000);
  const seconds = [
    ...new Set(nodes.flatMap(({ looks }) => looks.map(({ at }) => second(at)))),
  ].toSorted((a, b) => a - b);
  const series = nodes.flatMap(({ id, looks }) => {
    const by = new Map(looks.map((look) => [second(look.at), look]));
    const values = (of: (look: NodeFacts['looks'][number]) => number | null): (number | null)[] =>
      seconds.map((at) => {
        const look = by.get(at);
        return look === undefined ? null : of(look);
      });
    return [
      {
        name: `${id}, connections`,
        values: values(({ open, most }) => (most === null ? null : open / most)),
      },
      { name: `${id}, CPU`, values: values(({ cpu }) => cpu) },
    ];
  });
  return {
    caption: 'Connections as a part of max_connections, and CPU',
    seconds,
    series,
    marks: [
      ...nodes.flatMap(({ id, refusedAt }) =>
        refusedAt === undefined
          ? []
          : [{ second: second(refusedAt), text: `${id} refused connections` }],
      ),
      ...scalings.flatMap(({ metric, changes }) =>
        changes.map(({ from: had, to, minute }) => ({
          second: (minute + 1) * 60,
          text: `${metric}: from ${had} to ${to} readers`,
        })),
      ),
    ],
  };
}
