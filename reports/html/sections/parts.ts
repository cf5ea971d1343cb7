import type { Instance } from '../../../core/topology.ts';
import { momentOf } from '../../verdict/parts/words.ts';
import type { InstanceFigures, PartFigures } from '../../verdict/schema.ts';
import { count, offset, plural } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { type Mark, marksOf, markInWords } from '../charts/marks.ts';
import { type Html, html } from '../markup/html.ts';
import type { Section } from './section.ts';

/** Rows of the list: of more, those that all was well with are counted only. */
const mostRows = 60;
/** What the system is made of, and what became of it. */
export const parts: Section = {
  markup: ({ evidence, verdict }) => {
    const { instances } = evidence.manifest.target;
    if (verdict.parts === null) return instances.length === 0 ? html`` : asItBegan(instances);
    const marks = marksOf(evidence, verdict);
    return html`<section>
      <h2 id="parts">Parts</h2>
      <p class="lead">${leadOf(verdict.parts)}</p>
      ${marks.length === 0 ? '' : eventList(marks, evidence.loadStart)}
      ${table(verdict.parts.instances, evidence.loadStart)}
    </section>`;
  },
};

function leadOf({ events, beyond, instances }: PartFigures): string {
  const all = `The system's ${plural(instances.length, 'part')}, those that came and went included.`;
  if (events.length === 0) return `${all} Nothing became of any while the run was watched.`;
  const more = beyond === 0 ? '' : ` Left out: ${plural(beyond, 'lesser event')}.`;
  return `${all} The numbers are those in the charts.${more}`;
}

function eventList(marks: readonly Mark[], loadStart: number): Html {
  return html`<ol class="events">
    ${marks.map(
      ({ number, at, events }) =>
        html`<li id="event-${number}">
          <span class="event-number">${number}</span>
          <span class="event-time">${offset(at)}</span>
          <span>${markInWords(events, loadStart).map((text) => html`${text}. `)}</span>
        </li>`,
    )}
  </ol>`;
}

function table(instances: readonly InstanceFigures[], loadStart: number): Html {
  const shown = instances.length <= mostRows ? instances : instances.filter(isRemarkable);
  const rows = shown.slice(0, mostRows);
  const left = instances.length - rows.length;
  return html`<div class="scroll stacks">
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">role</th>
            <th scope="col">zone</th>
            <th scope="col">address</th>
            <th scope="col" class="number">there</th>
            <th scope="col" class="number">restarts</th>
            <th scope="col">at the end</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((instance) => row(instance, loadStart))}
        </tbody>
      </table>
    </div>
    ${left === 0 ? '' : html`<p class="lead">${plural(left, 'further part')}.</p>`}`;
}

function isRemarkable({ from, to, restarts, health, warning }: InstanceFigures): boolean {
  return from !== null || to !== null || restarts > 0 || health !== 'healthy' || warning !== null;
}

function row(instance: InstanceFigures, loadStart: number): Html {
  const { name, role, zone, address, restarts, warning } = instance;
  return html`<tr>
    <th scope="row">${nameInWords(name)}</th>
    <td class="text" data-label="role">${role.replace('-', ' ')}</td>
    <td class="text" data-label="zone">${zone ?? '–'}</td>
    <td class="text" data-label="address">${address}</td>
    <td class="number" data-label="there">${stayOf(instance, loadStart)}</td>
    <td class="number ${restarts === 0 ? 'zero' : ''}" data-label="restarts">${count(restarts)}</td>
    <td class="outcome">
      ${endOf(instance)} ${warning === null ? '' : html`<span class="kind">${warning}</span>`}
    </td>
  </tr>`;
}

/** `all the time`, `+0:32 to +0:50`. */
function stayOf({ from, to }: InstanceFigures, loadStart: number): string {
  if (from === null && to === null) return 'all the time';
  const begin = from === null ? '' : `from ${momentOf({ at: from }, loadStart)}`;
  const end = to === null ? '' : `to ${momentOf({ at: to }, loadStart)}`;
  return [begin, end].filter((part) => part !== '').join(' ');
}

function endOf({ to, health }: InstanceFigures): Html {
  if (to !== null) return html`<span class="soft">gone</span>`;
  return health === 'healthy'
    ? html`<span class="soft">healthy</span>`
    : html`<span class="mark bad">✕ ${health}</span>`;
}

/** Of targets that do not tell what becomes of their parts. */
function asItBegan(instances: readonly Instance[]): Html {
  return html`<section>
    <h2>Parts</h2>
    <p class="lead">
      As the target named them when the run began. It does not tell what becomes of them.
    </p>
    <div class="scroll stacks">
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">role</th>
            <th scope="col">zone</th>
            <th scope="col">address</th>
          </tr>
        </thead>
        <tbody>
          ${instances.map(
            ({ id, role, zone, address }) =>
              html`<tr>
                <th scope="row">${nameInWords(id)}</th>
                <td class="text" data-label="role">${role.replace('-', ' ')}</td>
                <td class="text" data-label="zone">${zone ?? '–'}</td>
                <td class="text" data-label="address">${address}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
