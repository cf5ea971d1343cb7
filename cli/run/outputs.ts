import { access, constants } from 'node:fs/promises';
import { dirname, normalize, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { asWriteError } from '../../core/run-folder/write-error.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import type { Evidence } from '../../reports/evidence/evidence.ts';
import type { Compared } from '../../reports/renderers/renderer.ts';
import type { Verdict } from '../../reports/verdict/schema.ts';
import type { Output } from './format-flags.ts';

/**
 * What the flags ask for.
 * @param out the file of the only format
 * @throws bad-usage when it is not clear what goes to standard output, or into a file
 */
export function outputsOf(
  {
    format = [],
    json,
    html,
  }: { readonly format?: readonly Output[]; readonly json: boolean; readonly html?: string },
  help: string,
  out?: string,
): readonly Output[] {
  const refuse = (problem: string): Error => knownError('bad-usage', { problem, help });
  const [only] = format;
  if (out !== undefined) {
    if (only === undefined || format.length > 1 || only.file !== undefined)
      throw refuse('--out takes one --format: give several as --format NAME=FILE');
    return [{ ...only, file: out }];
  }
  refuseClashes({ format, json, html }, help);
  return format;
}

/** @throws bad-usage when two documents would go to standard output, or into one file */
export function refuseClashes(
  {
    format,
    json,
    html,
  }: {
    readonly format: readonly { readonly file?: string }[];
    readonly json: boolean;
    readonly html?: string | undefined;
  },
  help: string,
): void {
  const refuse = (problem: string): Error => knownError('bad-usage', { problem, help });
  const printed = format.filter(({ file }) => file === undefined).length + (json ? 1 : 0);
  if (printed > 1)
    throw refuse(
      'Only one of --json and --format can go to standard output: give the others a file, --format NAME=FILE',
    );
  const files = [html, ...format.map(({ file }) => file)].filter((file) => file !== undefined);
  const twice = files
    .map((file) => normalize(file))
    .find((file, at, all) => all.indexOf(file) < at);
  if (twice !== undefined)
    throw refuse(`Two outputs would go into ${twice}: give each its own file`);
}

/**
 * For whoever writes only after long work: what the outputs will be refused for then.
 * @throws unreadable-file for one whose folder cannot be written to
 */
export async function requirePlaces(
  { workingDirectory }: Context,
  outputs: readonly Output[],
): Promise<void> {
  for (const { file } of outputs) {
    if (file === undefined) continue;
    const path = resolve(workingDirectory, file);
    await access(dirname(path), constants.W_OK).catch((error: unknown) => {
      throw asWriteError(error, path);
    });
  }
}

/** Whether one of them goes to standard output, so that nothing else may. */
export function isPrinted(outputs: readonly Output[]): boolean {
  return outputs.some(({ file }) => file === undefined);
}

/**
 * Writes what was asked for of a judged run.
 * @throws disk-full, unreadable-file when a place cannot be written
 */
export async function writeOutputs(
  { process, workingDirectory }: Context,
  outputs: readonly Output[],
  judged: {
    readonly evidence: Evidence;
    readonly verdict: Verdict;
    readonly compared?: Compared | undefined;
  },
): Promise<void> {
  for (const { load, file } of outputs) {
    const { render } = await load();
    const text = await render(judged.evidence, judged.verdict, judged.compared);
    if (file === undefined) process.stdout.write(text);
    else await writeWhole(resolve(workingDirectory, file), text);
  }
}
