import { formatSeconds } from '../../../core/duration.ts';
import type { Manifest } from '../../../core/run-folder/manifest/manifest.ts';
import { bytes, count } from '../../words/figures.ts';
import { html } from '../markup/html.ts';
import type { Section } from './section.ts';

const models = {
  closed: 'closed model',
  open: 'open model',
  foreign: 'your own script',
} as const satisfies Record<Manifest['model'], string>;

/** What ran where, so that the run can be told from another and played again. */
export const where: Section = {
  markup: ({ evidence: { manifest } }) =>
    html`<section>
      <h2>What ran where</h2>
      <dl class="where">
        ${rowsOf(manifest).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </section>`,
};

function rowsOf({ target, engine, machine, ...run }: Manifest): (readonly [string, string])[] {
  const visitors = run.visitorsAsked > 0 ? `, ${count(run.visitorsAsked)} visitors` : '';
  return [
    ['Run', run.id],
    ['Scenario', `${run.scenario} (${models[run.model]}${visitors}), seed ${run.seed}`],
    ['Phases', run.phases.map(phaseInWords).join(', ')],
    ['Started', run.startedAt],
    ...known('Ended', run.endedAt),
    ...known('Ended early', run.endedEarly),
    ['Target', `${target.name}, ${target.endpoints.baseUrl}`],
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
