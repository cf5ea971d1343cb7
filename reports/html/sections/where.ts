import { formatSeconds } from '../../../core/duration.ts';
import type { Manifest } from '../../../core/run-folder/manifest.ts';
import { bytes, count } from '../../words.ts';
import { type Html, html } from '../html.ts';

/** What ran where, so that the run can be told from another and played again. */
export function whereSection(manifest: Manifest): Html {
  return html`<section>
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
  </section>`;
}

function rowsOf({ target, engine, machine, ...run }: Manifest): (readonly [string, string])[] {
  const visitors = run.visitorsAsked > 0 ? `, ${count(run.visitorsAsked)} visitors` : '';
  return [
    ['Run', run.id],
    ['Scenario', `${run.scenario} (${run.model} model${visitors}), seed ${run.seed}`],
    [
      'Duration',
      `ramp of ${formatSeconds(run.rampSeconds)}, hold of ${formatSeconds(run.holdSeconds)}`,
    ],
    ['Started', run.startedAt],
    ...known('Ended', run.endedAt),
    ...known('Ended early', run.endedEarly),
    ['Target', `${target.name}, ${target.baseUrl}`],
    ...known('Booking mode', target.bookingMode),
    ...known('Replication', target.replication),
    ['Tenants', target.tenants.join(', ')],
    ...Object.entries(target.parts),
    ['Load generator', [`${engine.name} ${engine.version}`, ...engine.extensions].join(', ')],
    ['Bilancia', run.bilanciaVersion],
    ...known('Git revision', run.gitRevision),
    [
      'Machine',
      `${count(machine.cores)} cores, ${bytes(machine.memoryBytes)}, ${machine.platform}, Node ${machine.node}, ${count(machine.openFilesLimit)} open files a process`,
    ],
  ];
}

function known(name: string, value: string | undefined): (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}
