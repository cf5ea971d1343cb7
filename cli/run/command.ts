import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { hasCode, knownError } from '../../core/errors.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { judgeRun } from '../../reports/report.ts';
import { verdictForTerminal } from '../../reports/terminal.ts';
import { describedTarget } from '../../targets/described/described.ts';
import { checkedName, defaultOptions } from '../../targets/local-options.ts';
import { localTarget } from '../../targets/local.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { startProgress } from '../terminal/progress.ts';
import type { RunFlags } from './flags.ts';
import type { Output } from './format-flags.ts';
import { isPrinted, outputsOf, requirePlaces, writeOutputs } from './outputs.ts';
import type { RunContext } from '../../run/context.ts';
import { madeLouder } from '../../run/louder.ts';
import { performRun } from '../../run/perform.ts';
import type { RunResult } from '../../run/perform.ts';
import { otlpOf } from './otlp.ts';
import { climbStaircase } from './staircase-command.ts';
import { requestOf } from './request.ts';

/** `bilancia run`: its exit status is the verdict's. */
export async function runCommand(this: Context, flags: RunFlags, scenario: string): Promise<void> {
  const outputs = outputsOf(flags, 'bilancia run --help');
  await requirePlaces(this, outputs);
  const otlp = otlpOf(this, flags.otlp);
  if (flags.target !== undefined && flags.name !== undefined)
    throw knownError('bad-usage', {
      problem: '--target and --name are two systems: give one of them',
      help: 'bilancia run --help',
    });
  const asked = requestOf(this, flags, scenario);
  const usual =
    flags.target === undefined
      ? await localTarget(checkedName(flags.name ?? defaultOptions.name))
      : await describedTarget(resolve(this.workingDirectory, flags.target), this.process.env);
  const { louder } = flags;
  const { target, visitors } =
    louder === undefined
      ? { target: usual, visitors: asked.visitors }
      : madeLouder(usual, asked.visitors, louder);
  const request =
    louder === undefined
      ? asked
      : {
          ...requestOf(this, { ...flags, visitors, out: asked.out }, scenario),
          louder: { ...louder, insteadOf: asked.visitors },
        };
  const progress = startProgress(this, flags);
  try {
    if (request.profile?.steps !== undefined) {
      await climbStaircase(this, progress, { request, target, flags, otlp, run: runContext(this) });
      return;
    }
    const result = await performRun(runContext(this), progress, request, target, {
      confirmed: flags.iMayTestThisSystem,
      otlp,
    });
    progress.end();
    const printing = { json: flags.json, outputs };
    await passOnOutput(this, printing, result);
    announce(this, printing, result);
    if (outputs.length > 0) await writeOutputs(this, outputs, await judgeRun(result.folder));
  } finally {
    progress.end();
  }
}

/** What a run takes from the world, as the command line has it. */
export function runContext({ process, workingDirectory, now, interrupted }: Context): RunContext {
  return { env: process.env, workingDirectory, now, interrupted };
}

/**
 * Passes on what a script of the user's wrote to standard output, its own summary above all, as its engine would have.
 * A document must stand there alone, and leaves it in the run folder.
 */
export async function passOnOutput(
  context: Context,
  printing: Printing,
  { folder }: RunResult,
): Promise<void> {
  if (printsDocument(printing)) return;
  try {
    const text = await readFile(runFile(folder, 'scriptOutput'), 'utf8');
    writeLines(context, [text.trimEnd(), '']);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** What goes to standard output. */
export interface Printing {
  readonly json: boolean;
  readonly outputs?: readonly Output[];
}

/** Whether one document must stand alone on standard output. */
function printsDocument({ json, outputs = [] }: Printing): boolean {
  return json || isPrinted(outputs);
}

/** Says what a run came to, and makes it the exit status. */
export function announce(
  context: Context,
  printing: Printing,
  { folder, verdict }: RunResult,
): void {
  const report = runFile(folder, 'report');
  if (printing.json) writeJson(context, { folder, report, verdict });
  else if (!printsDocument(printing)) {
    const text = verdictForTerminal(verdict, { stream: context.process.stdout });
    writeLines(context, [text.trimEnd(), `Report: ${report}`]);
  }
  context.process.exitCode = exitStatusOf[verdict.outcome];
}
