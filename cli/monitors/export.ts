import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { pick } from '../../core/nearest.ts';
import type { Language } from '../../monitors/formats/exported.ts';
import { exporters } from '../../monitors/formats/exporters/index.ts';
import { loadDefinitions } from '../../monitors/load/load.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { writeNewFiles } from './new-files.ts';
import { readNotes } from './definitions/read-notes.ts';
import { type ReadFlags, readOptions } from './definitions/read-options.ts';

export interface ExportFlags extends ReadFlags {
  readonly format?: Language;
  readonly out?: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** `bilancia monitors export`: definitions as files of other tools. */
export async function exportCommand(
  this: Context,
  flags: ExportFlags,
  format: string,
  ...paths: string[]
): Promise<void> {
  const { languages, load } = pick('format', format, exporters);
  const language = flags.format ?? languages[0];
  if (!languages.includes(language))
    throw knownError('bad-value', {
      what: `--format for ${format}`,
      given: language,
      expected: languages.join(' or '),
    });
  const exporter = await load();
  const set = await loadDefinitions(this, paths, await readOptions(this, flags));
  const exported = exporter.files(set, language);
  const notes = [...readNotes(set), ...exported.notes];
  for (const note of notes) this.process.stderr.write(`${note}\n`);
  if (flags.out !== undefined) {
    const written = await writeNewFiles(this, flags.out, exported.files, flags.force);
    return flags.json
      ? writeJson(this, { format, files: written.map((file) => ({ file })), notes })
      : writeLines(this, written);
  }
  if (flags.json) return writeJson(this, { format, files: exported.files, notes });
  const whole = exporter.whole(set, exported);
  if (whole === undefined)
    throw knownError('bad-usage', {
      problem: `There are ${exported.files.length} files (${exported.files.map(({ name }) => name).join(', ')}): pass a folder with --out`,
      help: 'bilancia monitors export --help',
    });
  this.process.stdout.write(whole);
}
