import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { pick } from '../../core/nearest.ts';
import type { DefinitionSet } from '../../monitors/definitions/definition.ts';
import { toCloudFormation } from '../../monitors/formats/cloudformation/write/write.ts';
import type { Exported } from '../../monitors/formats/exported.ts';
import { mergedTerraform, toTerraform } from '../../monitors/formats/terraform/write/write.ts';
import { loadDefinitions } from '../../monitors/load/load.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { writeNewFiles } from './new-files.ts';
import { readNotes } from './definitions/read-notes.ts';
import { type PlaceFlags, whereDeployed } from './definitions/where-deployed.ts';

export interface ExportFlags extends PlaceFlags {
  /** Of templates. */
  readonly format?: 'json' | 'yaml';
  readonly out?: string;
  readonly force: boolean;
  readonly json: boolean;
}

interface Exporter {
  readonly files: (set: DefinitionSet, flags: ExportFlags) => Exported;
  /** The text that says everything, where there is one. */
  readonly whole: (set: DefinitionSet, exported: Exported) => string | undefined;
}

const exporters: Readonly<Record<string, Exporter>> = {
  terraform: {
    files: (set, { format }) => {
      if (format === 'yaml')
        throw knownError('bad-value', {
          what: '--format',
          given: format,
          expected: 'json, or be left out: Terraform reads no YAML',
        });
      return toTerraform(set);
    },
    whole: mergedTerraform,
  },
  cloudformation: {
    files: (set, { format = 'yaml' }) => toCloudFormation(set, format),
    whole: (_set, { files }) => (files.length === 1 ? files[0]?.text : undefined),
  },
};

/** `bilancia monitors export`: definitions as files of other tools. */
export async function exportCommand(
  this: Context,
  flags: ExportFlags,
  format: string,
  path?: string,
): Promise<void> {
  const exporter = pick('format', format, exporters);
  const set = await loadDefinitions(this, path, whereDeployed(flags));
  const exported = exporter.files(set, flags);
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
      problem: `There are ${exported.files.length} files (${exported.files.map(({ name }) => name).join(', ')}): give a folder with --out`,
      help: 'bilancia monitors export --help',
    });
  this.process.stdout.write(whole);
}
