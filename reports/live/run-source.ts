import { formatSeconds } from '../../core/duration.ts';
import { lockHolder } from '../../core/run-folder/lock.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { statIfThere } from '../../core/stat-if-there.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { phaseBorders } from '../evidence/period.ts';
import { type GrowingEvidence, followEvidence } from '../evidence/read.ts';
import { drawSections, titleOf } from '../html/draw.ts';
import { guide } from '../html/sections/guide.ts';
import { sections } from '../html/sections/index.ts';
import { verdict as verdictSection } from '../html/sections/verdict.ts';
import { where } from '../html/sections/where.ts';
import { judge } from '../judge.ts';
import { judgeRun, objectivesFor, slotSeconds } from '../report.ts';
import type { Verdict } from '../verdict/schema.ts';
import { type Picture, type Source, type Standing, asTexts } from './picture.ts';

/** What is said of a run that goes on: there is no verdict yet, and what is missing may still come. */
const whileRunning = sections.filter((one) => ![verdictSection, guide, where].includes(one));

/**
 * A run, as its report would show it now. While it goes on, only what is new in its files is read; once it is over, all is
 * read anew, so that the last picture is the report's.
 */
export function runSource(folder: string, now: () => number): Source {
  let growing: GrowingEvidence | undefined;
  let last: { readonly mark: string; readonly picture: Picture } | undefined;
  const evidenceNow = async (): Promise<Evidence> => {
    const { objectives } = await objectivesFor(folder);
    for (;;) {
      growing ??= await followEvidence(folder, slotSeconds(objectives));
      const evidence = await growing.grow();
      if (evidence !== undefined) return evidence;
      growing = undefined;
    }
  };
  return {
    look: async () => {
      const manifest = await readManifest(folder);
      const isOver = manifest.endedAt !== undefined;
      if (!isOver && (await lockHolder(folder)) !== undefined) {
        const evidence = await evidenceNow();
        const { objectives, lost } = await objectivesFor(folder);
        const verdict = judge(evidence, objectives, lost);
        return pictureOf(evidence, verdict, 'running', runningInWords(evidence, now()));
      }
      growing = undefined;
      const mark = await markOf(folder);
      if (last?.mark !== mark) {
        const { evidence, verdict } = await judgeRun(folder);
        const standing = isOver ? 'ended' : 'cut';
        const state = standing === 'cut' ? cutInWords : endedInWords(manifest, verdict);
        last = { mark, picture: await pictureOf(evidence, verdict, standing, state) };
      }
      return last.picture;
    },
  };
}

async function pictureOf(
  evidence: Evidence,
  verdict: Verdict,
  standing: Standing,
  state: string,
): Promise<Picture> {
  const shown = standing === 'running' ? whileRunning : sections;
  const { heading, content, data } = drawSections(evidence, verdict, shown, standing === 'running');
  const { charts, ...run } = data;
  const word = standing === 'running' ? standing : verdict.outcome;
  return {
    standing,
    state,
    title: `${word}: ${titleOf(evidence.manifest)}`,
    heading,
    sections: await asTexts(content),
    run: { ...run, still: standing === 'running' ? 'so far' : 'judged' },
    charts,
  };
}

const cutInWords =
  'Cut short: the process that wrote this run is gone, and did not end it. This is what it left.';

function endedInWords({ endedEarly }: Manifest, { outcome }: Verdict): string {
  return endedEarly === undefined
    ? `The run is over: ${outcome}. This is its report.`
    : `The run ended early, as ${endedEarly}: ${outcome}. This is its report.`;
}

/** `Running for 45 s of 1 min 30 s, in the phase hold.` When load began is told by what it left: run.json says it at the end. */
function runningInWords({ manifest, loadStart, series }: Evidence, now: number): string {
  const { loadEndedAt, phases } = manifest;
  if (loadEndedAt !== undefined) return 'The load is over; what it left is being checked.';
  if (series.firstSecond === undefined) return 'Getting ready: there is no load yet.';
  const second = now / 1000;
  const planned = plannedSeconds(phases);
  const of = planned > 0 ? ` of ${formatSeconds(planned)}` : '';
  const nth = phaseBorders(manifest, loadStart).findLastIndex(({ from }) => from <= second);
  const phase = phases.length > 1 ? phases[nth] : undefined;
  const within = phase === undefined ? '' : `, in the phase ${phase.name}`;
  return `Running for ${formatSeconds(Math.max(0, Math.floor(second - loadStart)))}${of}${within}.`;
}

/** Changes whenever somebody judges the run again or adds to it. */
async function markOf(folder: string): Promise<string> {
  const found = await Promise.all(
    (['manifest', 'report'] as const).map(async (file) => statIfThere(runFile(folder, file))),
  );
  return found.map((one) => `${one?.mtimeMs} ${one?.size}`).join();
}
