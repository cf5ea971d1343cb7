import { count, milliseconds, percent, significant } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import { type CapacityReport, type PlansFor, dollars } from './analyze.ts';
import type { CpuDemand } from './demand.ts';
import type { PlanFigure } from './plan.ts';

/** A table as text: titles, then rows; the first column names the row. */
export interface TextTable {
  readonly heading: string;
  readonly lead: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How each row comes about, where that is told. */
  readonly formulas?: readonly (readonly [row: string, formula: string])[];
}

const unknown = 'not told';

/** Every table of a report, whatever draws it. */
export function tablesOf(report: CapacityReport): TextTable[] {
  return [...report.sizes.map(planTable), levelTable(report), ...demandTables(report)].filter(
    ({ rows }) => rows.length > 0,
  );
}

function planTable({ visitors, plans }: PlansFor): TextTable {
  const [first] = plans;
  const described = [
    ['tasks', plans.map(({ tasks }) => count(tasks))],
    [
      'size of a task',
      plans.map(({ size }) => `${size.cpu / 1024} vCPU, ${size.memoryMiB / 1024} GB`),
    ],
    ['database', plans.map(({ readers, databaseClass }) => `1 + ${readers} x ${databaseClass}`)],
  ] as const;
  const figures = (first?.figures ?? []).map((figure, n) => [
    figure.name,
    ...plans.map((plan) => shown(plan.figures[n])),
  ]);
  return {
    heading: `${count(visitors)} visitors`,
    lead: 'The cheapest plan first. A figure beyond what it may be says so.',
    titles: ['', ...plans.map(({ name }) => name)],
    formulas: (first?.figures ?? []).map(({ name, formula }) => [name, formula] as const),
    rows:
      plans.length === 0
        ? []
        : [
            [
              'holds',
              ...plans.map(({ holds }) =>
                holds === undefined ? 'cannot tell' : holds ? 'yes' : 'no',
              ),
            ],
            ...described.map(([name, cells]) => [name, ...cells]),
            ...figures,
          ],
  };
}

function shown(figure: PlanFigure | undefined): string {
  if (figure?.value === undefined) return unknown;
  const { value, most = Infinity } = figure;
  return value > most
    ? `${inUnit(value, figure.unit)} (at most ${inUnit(most, figure.unit)})`
    : inUnit(value, figure.unit);
}

function inUnit(value: number, unit: PlanFigure['unit']): string {
  if (!Number.isFinite(value)) return 'none left';
  if (unit === 'fraction') return percent(Math.round(value * 1000) / 1000);
  if (unit === 'usd') return dollars(value);
  if (unit === 'ms') return milliseconds(value);
  if (unit === 'MiB') return `${count(value)} MiB`;
  if (unit === 'vcpu') return `${significant(value)} vCPU`;
  return unit === 'count' ? count(Math.ceil(value)) : significant(value);
}

function levelTable({ measured }: CapacityReport): TextTable {
  return {
    heading: 'What was measured',
    lead: 'Each judged phase of each run. CPU is that of all tasks, of all readers, and of the writer.',
    titles: [
      'run and phase',
      'visitors',
      'requests per second',
      'p95',
      'failed',
      'tasks',
      'their CPU',
      "readers' CPU",
      "writer's CPU",
      'connections',
    ],
    rows: measured.levels.map((level) => [
      `${level.run}, ${level.phase}`,
      told(level.visitors, count),
      significant(level.requestsPerSecond),
      told(level.p95, milliseconds),
      percent(level.failed),
      told(level.tasks?.count, count),
      told(level.tasks?.usedVcpu, (vcpu) => `${significant(vcpu)} vCPU`),
      told(level.readers?.usedVcpu, (vcpu) => `${significant(vcpu)} vCPU`),
      told(level.writerVcpu, (vcpu) => `${significant(vcpu)} vCPU`),
      told(level.readers?.mostConnections, count),
    ]),
  };
}

function demandTables({ measured: { cpu, writerCpu, machines } }: CapacityReport): TextTable[] {
  return [
    demandTable('tasks', 'a task', cpu, machines),
    demandTable('writer', 'the writer', writerCpu, machines),
  ];
}

function demandTable(
  of: string,
  one: string,
  cpu: CpuDemand | undefined,
  machines: readonly string[],
): TextTable {
  const rows = cpu?.byName ?? [];
  return {
    heading: `CPU of the ${of} by request`,
    lead: `By regression over slices of the runs, on ${machines.join(', ')}. Names that always come together cannot be told apart.`,
    titles: ['request', 'per second', 'CPU of each', 'may be off by'],
    rows:
      cpu === undefined
        ? []
        : [
            ['any, of the mix', '', milliseconds(cpu.perRequestMs), milliseconds(cpu.error)],
            ...rows.map(({ name, perSecond, cpuMs, error }) => [
              nameInWords(name),
              significant(perSecond),
              cpuMs === undefined ? 'not told apart' : milliseconds(cpuMs),
              cpuMs === undefined ? '' : milliseconds(error),
            ]),
            [`${one} without requests`, '', `${significant(cpu.idle)} vCPU`, ''],
          ],
  };
}

function told(value: number | undefined, words: (value: number) => string): string {
  return value === undefined ? unknown : words(value);
}
