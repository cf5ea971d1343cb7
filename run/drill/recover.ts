import type { Journal } from '../../core/run-folder/files/journal.ts';
import { openRunFolder } from '../../core/run-folder/open.ts';
import type { Drill } from '../../probes/drills/drill.ts';
import { drills } from '../../probes/drills/index.ts';
import type { Target } from '../../targets/target.ts';
import { rollBack } from './execute.ts';
import { journalWriter } from './journal.ts';

/**
 * Puts right what a drill left that was cut short, by its journal, and ends the journal.
 * @param foreign the drill, where it is none of ours
 * @throws run-folder-in-use while the drill still goes on
 */
export async function recoverDrill(
  folder: string,
  found: Journal,
  target: Target,
  now: () => number,
  foreign?: Drill,
): Promise<Journal> {
  const held = await openRunFolder(folder);
  try {
    const journal = journalWriter(folder, found);
    const { drill: name, how } = found.bilancia;
    const drill = foreign ?? drills[name]?.build(how, false);
    if (drill === undefined) throw new Error(`there is no drill ${name} any more`);
    const situation = { target, failoversBefore: 0, victims: [] };
    await rollBack({
      drill,
      situation,
      journal,
      now,
      say: () => undefined,
      interrupted: new AbortController().signal,
    });
    const end = now();
    await journal.change(({ start }) => ({
      end: new Date(end).toISOString(),
      duration: (end - Date.parse(start)) / 1000,
    }));
    return journal.read();
  } finally {
    await held.close();
  }
}
