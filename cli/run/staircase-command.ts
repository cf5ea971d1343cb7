import type { Context } from '../../core/context.ts';
import { type Outcome, exitStatusOf } from '../../core/outcome.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { kneeSentence } from '../../reports/capacity/knee-sentence.ts';
import { judgeRun } from '../../reports/report.ts';
import type { OtlpEndpoint } from '../../run/live-figures/otlp.ts';
import type { Progress } from '../../run/progress.ts';
import type { RunRequest } from '../../run/request.ts';
import { performStaircase } from '../../run/staircase.ts';
import type { Target } from '../../targets/target.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { runContext } from './command.ts';
import type { RunFlags } from './flags.ts';
import { isPrinted, outputsOf, writeOutputs } from './outputs.ts';

interface Asked {
  readonly request: RunRequest;
  readonly target: Target;
  readonly flags: RunFlags;
  readonly otlp: OtlpEndpoint | undefined;
}

/** `bilancia run staircase`: passes when the knee was found; that objectives are missed beyond it is meant. */
export async function climbStaircase(
  context: Context,
  progress: Progress,
  { request, target, flags, otlp }: Asked,
): Promise<void> {
  const options = { confirmed: flags.iMayTestThisSystem, otlp };
  const result = await performStaircase(runContext(context), progress, request, target, options);
  progress.end();
  const { climb, confirmation, knee } = result;
  const outputs = outputsOf(flags, 'bilancia run --help');
  if (outputs.length > 0) await writeOutputs(context, outputs, await judgeRun(climb.folder));
  const runs = [climb, confirmation].filter((run) => run !== undefined);
  const isInvalid = runs.some(({ verdict }) => verdict.outcome === 'invalid');
  const outcome: Outcome = isInvalid
    ? 'invalid'
    : knee?.knee.kind === 'found' && confirmation !== undefined
      ? 'pass'
      : 'inconclusive';
  const sentence =
    knee === undefined ? 'The knee cannot be told: the run has no steps.' : kneeSentence(knee);
  const folders = runs.map(({ folder }) => folder);
  if (flags.json) writeJson(context, { outcome, sentence, knee, folders });
  else if (!isPrinted(outputs))
    writeLines(context, [
      `Staircase: ${outcome}`,
      `  - ${sentence}`,
      ...(isInvalid
        ? runs.flatMap(({ verdict }) =>
            verdict.outcome === 'invalid' ? [`  - ${verdict.reasons[0] ?? ''}`] : [],
          )
        : []),
      ...folders.map((folder) => `Report: ${runFile(folder, 'report')}`),
      `Plan with it: bilancia capacity ${folders.join(' ')}`,
    ]);
  context.process.exitCode = exitStatusOf[outcome];
}
