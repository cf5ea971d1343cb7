import { dirname, join } from 'node:path';
import type { Context } from '../../core/context.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { repeatsFiles } from '../../core/run-folder/repeats-folder.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { drawRepeats, repeatReasons } from '../../reports/drill-repeats-page.ts';
import { repeatLines, repeatQuantiles } from '../../reports/drill-repeats.ts';
import { judgeDrill, type DrillVerdict } from '../../reports/judge-drill.ts';
import { outcomeBy } from '../../reports/verdict/finding.ts';
import { performDrill, whyNot } from '../../run/drill/perform.ts';
import { runContext } from '../run/command.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import type { Progress } from '../terminal/progress.ts';
import type { DrillFlags } from './flags.ts';
import { type DrillAsked, drillRequest } from './request.ts';

/** The same drill several times, each when the system is well again; the worst outcome is that of all. */
export async function repeat(
  context: Context,
  flags: DrillFlags,
  asked: DrillAsked,
  progress: Progress,
): Promise<void> {
  const drills: DrillVerdict[] = [];
  let folder = '';
  for (let nth = 1; nth <= flags.repeat && !context.interrupted.aborted; nth += 1) {
    const target = await asked.targetNow();
    const request = drillRequest(context, { ...flags, out: flags.out ?? folder }, asked, nth);
    folder = dirname(request.out);
    const reasons = await whyNot(asked.drill, target);
    if (reasons.length > 0) {
      progress.say(`The drill ${nth} cannot begin. ${reasons.join(' ')}`);
      break;
    }
    const { run } = await performDrill(runContext(context), progress, request, target);
    const own = await judgeDrill(request.out);
    // What visitors saw counts too, where there were some.
    drills.push(
      run === undefined
        ? own
        : { ...own, outcome: run.verdict.outcome, findings: run.verdict.findings },
    );
    progress.say(`Drill ${nth} of ${flags.repeat}: ${drills.at(-1)?.outcome ?? ''}`);
  }
  progress.end();
  const quantiles = repeatQuantiles(drills.flatMap(({ figures }) => figures ?? []));
  const all = outcomeBy(drills.flatMap(({ findings }) => findings));
  const outcome = drills.length < flags.repeat && all === 'pass' ? 'inconclusive' : all;
  const reasons = repeatReasons(drills, flags.repeat);
  const result = { folder, outcome, drills: drills.map((one) => one.outcome), reasons, quantiles };
  const { name, how } = asked.drill;
  const heading = `Drill ${name} (${how}), done ${drills.length === 1 ? 'once' : `${drills.length} times`} on ${flags.experiment ?? flags.target ?? flags.name}`;
  if (drills.length > 0) {
    await writeWhole(
      join(folder, repeatsFiles.result),
      `${JSON.stringify(result, undefined, 2)}\n`,
    );
    const page = await drawRepeats({ heading, outcome, reasons, drills, quantiles });
    await writeWhole(join(folder, repeatsFiles.page), page);
  }
  if (flags.json) writeJson(context, result);
  else
    writeLines(context, [
      outcome,
      ...[...reasons, ...repeatLines(quantiles)].map((line) => `  ${line}`),
      ...(drills.length === 0 ? [] : [join(folder, repeatsFiles.page)]),
    ]);
  context.process.exitCode = exitStatusOf[outcome];
}
