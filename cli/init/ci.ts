import { dirname, join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { Context } from '../../core/context.ts';
import { BilanciaError } from '../../core/errors.ts';
import { pick } from '../../core/nearest.ts';
import { writeNewFiles } from '../monitors/new-files.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { type NewFile, configuration } from './configuration.ts';
import { githubWorkflow } from './github.ts';
import { gitlabPipeline } from './gitlab.ts';

/** Every service whose pipelines can be written. To add one: a file beside this one, and an entry here. */
export const services: Readonly<Record<string, (version: string) => NewFile>> = {
  gitlab: gitlabPipeline,
  github: githubWorkflow,
};

export interface InitCiFlags {
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** `bilancia init ci`: writes a pipeline, and what it is about where that is not there yet. */
export async function initCiCommand(
  this: Context,
  { out, force, json }: InitCiFlags,
  service: string,
): Promise<void> {
  const pipeline = pick('service', service, services)(packageJson.version);
  const written = [...(await write(this, out, pipeline, force))];
  const kept: string[] = [];
  for (const file of configuration) {
    try {
      written.push(...(await write(this, out, file, false)));
    } catch (error) {
      if (!(error instanceof BilanciaError) || error.code !== 'file-exists') throw error;
      kept.push(file.path);
    }
  }
  if (json) return writeJson(this, { written, kept });
  writeLines(this, [
    `Wrote ${written.join(', ')}.`,
    ...(kept.length === 0 ? [] : [`Kept ${kept.join(', ')}.`]),
    'Put your systems into bilancia/target.yml and bilancia/deployed.yml, and what must hold into bilancia/slo.yml.',
    ...(service === 'gitlab'
      ? ['Then add to .gitlab-ci.yml: include: [{ local: bilancia.gitlab-ci.yml }]']
      : []),
  ]);
}

function write(
  context: Context,
  out: string,
  { path, text }: NewFile,
  force: boolean,
): Promise<readonly string[]> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return writeNewFiles(context, join(out, dirname(path)), [{ name, text }], force);
}
