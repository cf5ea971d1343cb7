import { readFile } from 'node:fs/promises';
import { parseJournal, seenIn, type Journal } from '../../core/run-folder/files/journal.ts';
import { lockHolder } from '../../core/run-folder/lock.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { statIfThere } from '../../core/stat-if-there.ts';
import { drawDrill } from '../html/sections/drill.ts';
import { outcomeMarkup } from '../html/sections/verdict.ts';
import { type Html, html } from '../html/markup/html.ts';
import { judgeDrill } from '../judge-drill.ts';
import { reasonsFor } from '../verdict/finding.ts';
import { type Picture, type Source, type Standing, asTexts, chartless } from './picture.ts';

/** A drill without load: the steps of its journal, and what they cost. */
export function drillSource(folder: string): Source {
  let last: { readonly mark: string; readonly picture: Picture } | undefined;
  return {
    look: async () => {
      const text = await readFile(runFile(folder, 'journal'), 'utf8');
      const isHeld = (await lockHolder(folder)) !== undefined;
      const audit = await statIfThere(runFile(folder, 'writeAudit'));
      const mark = `${isHeld} ${audit?.size} ${text}`;
      if (last?.mark !== mark)
        last = { mark, picture: await pictureOf(folder, parseJournal(JSON.parse(text)), isHeld) };
      return last.picture;
    },
  };
}

async function pictureOf(folder: string, journal: Journal, isHeld: boolean): Promise<Picture> {
  const { drill, target } = journal.bilancia;
  const { outcome, findings, figures } = await judgeDrill(folder);
  const standing: Standing = journal.end !== undefined ? 'ended' : isHeld ? 'running' : 'cut';
  const verdict =
    standing === 'running'
      ? []
      : [outcomeMarkup(outcome, journal.experiment.title, reasonsFor(outcome, findings))];
  return {
    standing,
    state: states[standing],
    title: `${standing === 'running' ? standing : outcome}: ${drill} on ${target.name}`,
    heading: `${drill} on ${target.name} · ${journal.start.slice(0, 10)} ${journal.start.slice(11, 16)} UTC`,
    sections: await asTexts([
      ...verdict,
      steps(journal),
      ...(figures === undefined
        ? []
        : [drawDrill(figures, Date.parse(journal.start), standing === 'running')]),
    ]),
    ...chartless,
  };
}

const states = {
  waiting: 'The drill has not begun.',
  running: 'The drill goes on.',
  ended: 'The drill is over.',
  cut: 'Cut short: the process of this drill is gone, and did not end it. "bilancia drill --recover" undoes what it left.',
} as const satisfies Record<Standing, string>;

function steps({ run, rollbacks }: Journal): Html {
  return html`<section>
    <h2>Steps</h2>
    <div class="scroll stacks">
      <table>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">at</th>
            <th scope="col">status</th>
            <th scope="col">seen</th>
          </tr>
        </thead>
        <tbody>
          ${[...run, ...rollbacks].map(
            (step) =>
              html`<tr>
                <th scope="row">${step.activity.name}</th>
                <td>${step.start.slice(11, 19)}</td>
                <td>${step.status ?? 'goes on'}</td>
                <td class="text">${step.status === undefined ? '' : seenIn(step)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
