import { formatSeconds } from '../../../core/duration.ts';
import type { Manifest } from '../../../core/run-folder/manifest/manifest.ts';
import type { HostTotal } from '../../evidence/host-totals.ts';
import { bytes, count, list } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { html } from '../markup/html.ts';
import type { Section } from './section.ts';

const models = {
  closed: 'closed model',
  open: 'open model',
  foreign: 'your own script',
} as const satisfies Record<Manifest['model'], string>;

/** What ran where, so that the run can be told from another and played again. */
export const where: Section = {
  markup: ({ evidence: { manifest, hosts } }) =>
    html`<section>
      <h2>What ran where</h2>
      <dl class="where">
        ${rowsOf(manifest, hosts).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </section>`,
};

function rowsOf(
  { target, engine, machine, ...run }: Manifest,
  hosts: readonly HostTotal[],
): (readonly [string, string])[] {
  const visitors = run.visitorsAsked > 0 ? `, ${count(run.visitorsAsked)} visitors` : '';
  return [
    ['Run', run.id],
    ['Scenario', `${run.scenario} (${models[run.model]}${visitors}), seed ${run.seed}`],
    ['Phases', run.phases.map(phaseInWords).join(', ')],
    ['Started', run.startedAt],
    ...known('Ended', run.endedAt),
    ...known('Ended early', run.endedEarly),
    ['Target', `${target.name}, ${target.endpoints.baseUrl}`],
    ...known('Its hosts', target.hosts?.join(', ')),
    // Ours have names, and know no other URL.
    ...known('Requests went to', run.model === 'foreign' ? placesInWords(hosts) : undefined),
    ...known('Confined', run.confined === true ? 'nothing could leave this machine' : undefined),
    ...known('Booking mode', target.bookingMode),
    ...known('Replication', target.replication),
    ['Tenants', target.tenants.join(', ')],
    ['Load generator', `${engine.name} ${engine.version}`],
    ['Bilancia', run.bilanciaVersion],
    ...known('Git revision', run.gitRevision),
    [
      'Machine',
      `${count(machine.cores)} cores, ${bytes(machine.memoryBytes)}, ${machine.platform}, Node ${machine.node}, ${count(machine.openFilesLimit)} open files a process`,
    ],
  ];
}

/** Places that are named. */
const mostPlaces = 10;

/** `127.0.0.1:8080 (12,345) and 10.0.0.9 (3)`. */
function placesInWords(hosts: readonly HostTotal[]): string | undefined {
  if (hosts.length === 0) return undefined;
  const places = Map.groupBy(hosts, ({ host, address }) => host ?? address);
  return list(
    Array.from(places, ([place, of]) => {
      const requests = of.reduce((sum, total) => sum + total.count, 0);
      return `${place === null ? 'where k6 does not tell' : nameInWords(place)} (${count(requests)})`;
    }),
    mostPlaces,
  );
}

/** `ramp 45 s`. */
function phaseInWords({ name, seconds, startedAt, endedAt }: Manifest['phases'][number]): string {
  const took =
    startedAt === undefined || endedAt === undefined
      ? seconds
      : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return took === undefined ? name : `${name} ${formatSeconds(took)}`;
}

function known(name: string, value: string | undefined): (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}
