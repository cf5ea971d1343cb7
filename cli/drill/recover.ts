import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { hasCode, knownError } from '../../core/errors.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { type Journal, parseJournal } from '../../core/run-folder/files/journal.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { experimentDrill } from '../../run/drill/experiment/drill.ts';
import { recoverDrill } from '../../run/drill/recover.ts';
import { describedTarget } from '../../targets/described/described.ts';
import { localTarget } from '../../targets/local.ts';
import type { Target } from '../../targets/target.ts';
import { runContext } from '../run/command.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import type { DrillFlags } from './flags.ts';

/** `bilancia drill --recover`: undoes what a drill left that was killed. */
export async function recover(
  context: Context,
  flags: DrillFlags,
  given: string | undefined,
): Promise<void> {
  const folder =
    given === undefined ? await newestCutShort(context) : resolve(context.workingDirectory, given);
  const journal = folder === undefined ? undefined : await journalIn(folder);
  if (folder === undefined || journal === undefined)
    throw knownError('drill-nothing-to-recover', { place: given ?? 'runs' });
  const { experiment } = journal;
  const { how, target } = journal.bilancia;
  const isOurs = how !== 'experiment';
  const foreign = isOurs
    ? undefined
    : experimentDrill(experiment, target.name, runContext(context).env, context.interrupted);
  const { bilancia } = await recoverDrill(
    folder,
    journal,
    foreign?.target ?? (await targetAgain(context, flags, target)),
    context.now,
    foreign?.drill,
  );
  const undone = bilancia.undo.filter(({ state }) => state === 'done').map(({ name }) => name);
  if (flags.json) writeJson(context, { folder, undone, byHand: bilancia.byHand });
  else
    writeLines(context, [
      undone.length === 0 ? 'There was nothing to undo.' : `Undone: ${undone.join(', ')}.`,
      ...bilancia.byHand,
    ]);
  if (bilancia.byHand.length > 0) context.process.exitCode = exitStatusOf.fail;
}

/** What a drill was done to. @throws bad-usage where only its file could tell, and it is not given or another's */
async function targetAgain(
  { workingDirectory, process: { env } }: Context,
  { target: file }: DrillFlags,
  { name, kind }: Journal['bilancia']['target'],
): Promise<Target> {
  const found =
    file === undefined ? undefined : await describedTarget(resolve(workingDirectory, file), env);
  if (kind === 'local') return localTarget(name);
  if (found?.name === name) return found;
  throw knownError('bad-usage', {
    problem: `The drill was done to the target "${name}"${found === undefined ? '' : `, and not to "${found.name}"`}: name its file with --target`,
    help: 'bilancia drill --help',
  });
}

async function newestCutShort({ workingDirectory }: Context): Promise<string | undefined> {
  const runs = join(workingDirectory, 'runs');
  const names = await readdir(runs).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  for (const name of names.toSorted((a, b) => b.localeCompare(a))) {
    const journal = await journalIn(join(runs, name));
    if (journal !== undefined && journal.end === undefined) return join(runs, name);
  }
  return undefined;
}

/** Undefined where there is none. @throws unreadable-file */
async function journalIn(folder: string): Promise<Journal | undefined> {
  const path = runFile(folder, 'journal');
  try {
    return parseJournal(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    const expected = 'the journal of a drill';
    throw knownError('unreadable-file', { what: 'Drill journal', path, reason, expected }, error);
  }
}
