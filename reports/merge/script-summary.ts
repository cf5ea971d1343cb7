import { join } from 'node:path';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import { type ManifestEngine, outputsOf } from '../../core/run-folder/manifest/engine.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import type { Part } from './belong-together.ts';
import { textIfThere } from './files.ts';

/** What the engine makes of the summaries of parts, and of what it wrote in each. */
export type MergeSummaries = (
  engine: ManifestEngine['name'],
  parts: readonly { readonly summary: ScriptSummary; readonly outputs: readonly string[] }[],
) => Promise<ScriptSummary>;

/**
 * Writes what a user's own script came to in all parts together; nothing where they played none.
 * @returns how the engine ended then, where it told of thresholds of a part that the whole meets
 */
export async function mergeScriptSummaries(
  parts: readonly Part[],
  merge: MergeSummaries,
  out: string,
): Promise<ManifestEngine['end']> {
  const [first] = parts;
  const read = await Promise.all(parts.map(({ folder }) => summaryIn(folder)));
  if (first === undefined || read.every((one) => one === undefined)) return undefined;
  const { name } = first.manifest.engine;
  const summary = await merge(
    name,
    parts.map(({ folder, manifest }, index) => ({
      summary: read[index] ?? untold,
      outputs: outputsOf(manifest.engine).map((output) => join(folder, output)),
    })),
  );
  await writeWhole(runFile(out, 'scriptSummary'), `${JSON.stringify(summary)}\n`);
  if (summary.thresholds === null || summary.thresholds.some(({ crossed }) => crossed))
    return undefined;
  const logs = await Promise.all(
    parts.map(({ folder }) => textIfThere(runFile(folder, 'engineLog'))),
  );
  // It ended its part before the others, which is no part of the load that was asked for.
  if (logs.some((text) => text?.includes('abortOnFail') === true)) return undefined;
  const detail = `${name} played to its end. Thresholds that a part crossed by itself are judged on all parts together.`;
  return { kind: 'completed', detail };
}

async function summaryIn(folder: string): Promise<ScriptSummary | undefined> {
  const text = await textIfThere(runFile(folder, 'scriptSummary'));
  return text === undefined ? undefined : runFiles.scriptSummary.parse(JSON.parse(text));
}

const none = { count: 0, first: '' };
/** Of a part that was killed before its engine told. */
const untold: ScriptSummary = {
  thresholds: null,
  checks: [],
  metrics: [],
  exceptions: none,
  outsideExceptions: none,
  consoleErrors: none,
  engineErrors: none,
};
