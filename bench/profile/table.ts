import type { NameCost } from './by-name.ts';
import type { HoldCost } from './hold.ts';
import { type PartName, parts, sum } from './parts.ts';

type ByName = ReadonlyMap<string, NameCost>;
/** CPU seconds of the generator per request. */
type Generator = ReadonlyMap<string, number>;

/** The generator plays no part when a name is played alone; it has a measurement of its own. */
const systemParts = parts.filter((part) => part !== 'generator');

/** What was measured, as Markdown: by part, by name, and how the two relate. */
export function costTables(
  title: string,
  hold: HoldCost,
  byName: ByName,
  generator: Generator,
): string {
  return [
    `# What a request costs: ${title}`,
    '',
    `${count(hold)} requests in ${hold.seconds.toFixed(1)} s, ${(count(hold) / hold.seconds).toFixed(0)} a second; the run is \`${hold.outcome}\`.`,
    '',
    ...partTable(hold, byName, generator),
    '',
    ...nameTable(hold, byName, generator),
    '',
    relation(hold, byName),
    '',
  ].join('\n');
}

function partTable(hold: HoldCost, byName: ByName, generator: Generator): string[] {
  const requests = count(hold);
  const row = (part: PartName): string => {
    const costs = (name: string): number =>
      part === 'generator' ? (generator.get(name) ?? 0) : costOf(byName.get(name), part);
    const alone = ms(inTheMix(hold, costs) / requests);
    return `| ${part} | ${hold.cpu[part].toFixed(1)} | ${ms(hold.cpu[part] / requests)} | ${alone} |`;
  };
  const all = sum(parts.map((part) => hold.cpu[part]));
  return [
    '| part | CPU seconds | ms a request | ms a request, names played alone |',
    '| --- | ---: | ---: | ---: |',
    ...parts.map(row),
    `| all | ${all.toFixed(1)} | ${ms(all / requests)} | |`,
  ];
}

function nameTable(hold: HoldCost, byName: ByName, generator: Generator): string[] {
  const head = [
    'request',
    'share of the hold',
    'played alone',
    ...systemParts,
    'system',
    'generator',
  ];
  const counters = ['writer: statements', 'rows read', 'readers: statements', 'rows read'];
  const rows = [...byName].map(([name, cost]) => {
    const share = (100 * (hold.requests.get(name) ?? 0)) / count(hold);
    const work = [
      cost.writer.statements,
      cost.writer.rowsRead,
      cost.readers.statements,
      cost.readers.rowsRead,
    ];
    const cells = [
      name,
      `${share.toFixed(1)} %`,
      String(cost.requests),
      ...systemParts.map((part) => ms(costOf(cost, part))),
      ms(sum(systemParts.map((part) => costOf(cost, part)))),
      ms(generator.get(name) ?? 0),
      ...work.map((each) => (each / cost.requests).toFixed(1)),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const all = [...head, ...counters];
  return [
    'Milliseconds of CPU per request of each name, played alone:',
    '',
    `| ${all.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(all.length - 1)}`,
    ...rows,
  ];
}

function relation(hold: HoldCost, byName: ByName): string {
  const alone = sum(
    systemParts.map((part) => inTheMix(hold, (name) => costOf(byName.get(name), part))),
  );
  const measured = sum(systemParts.map((part) => hold.cpu[part]));
  const share = ((100 * alone) / measured).toFixed(0);
  return (
    `Played alone, in the hold's mix, the names add up to ${share} % of what the system took in the hold. Not in them ` +
    'is what goes on without requests (health checks, jobs, the observers of the run), what requests cost one another ' +
    'by sharing caches and waiting for locks. For the generator the visits of its mix are not counted in, nor the think ' +
    'times: it only sends, reads and tells its points. A name with few requests is told to some tenths of a ' +
    'millisecond at best: CPU time is counted in steps of 10 ms.'
  );
}

/** CPU seconds if each request of the hold had cost what it does alone. */
function inTheMix(hold: HoldCost, costOfName: (name: string) => number): number {
  return sum([...hold.requests].map(([name, requests]) => costOfName(name) * requests));
}

function costOf(cost: NameCost | undefined, part: PartName): number {
  return cost === undefined ? 0 : cost.cpu[part] / cost.requests;
}

function count({ requests }: HoldCost): number {
  return sum([...requests.values()]);
}

function ms(seconds: number): string {
  return (seconds * 1000).toFixed(2);
}
