import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { knownError, reasonOf } from '../../../core/errors.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import { normalText } from '../resource/json.ts';
import { describe } from '../resource/resource.ts';
import type { Change, Plan } from './change.ts';

/** The version of the file's format. */
const format = 'bilancia-monitors-plan-1';

/** A plan, and all that it takes to make it anew and see whether it still holds. */
export interface PlanFile {
  readonly set: DefinitionSet;
  readonly adopt: boolean;
  readonly plan: Plan;
}

const envelope = z.strictObject({
  format: z.literal(format),
  checksum: z.string(),
  content: z.custom<PlanFile>((value) => typeof value === 'object' && value !== null),
});

function checksumOf(content: unknown): string {
  return createHash('sha256').update(normalText(content)).digest('hex');
}

export async function writePlanFile(path: string, content: PlanFile): Promise<void> {
  const document = { format, checksum: checksumOf(content), content };
  try {
    await writeFile(path, `${JSON.stringify(document, undefined, 2)}\n`);
  } catch (thrown) {
    throw unusable(path, reasonOf(thrown), thrown);
  }
}

/** Whether a text is a plan, as far as its beginning says. */
export function looksLikePlan(text: string): boolean {
  return /^\s*\{\s*"format":\s*"bilancia-monitors-plan/.test(text);
}

/** @throws unreadable-file when it is no plan, of another version, or not as it was written */
export async function readPlanFile(path: string): Promise<PlanFile> {
  const parsed = envelope.safeParse(await readJson(path));
  if (!parsed.success) throw unusable(path, 'another version of Bilancia wrote it');
  const { checksum, content } = parsed.data;
  if (checksum !== checksumOf(content)) throw unusable(path, 'it was changed after it was written');
  return content;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (thrown) {
    throw unusable(path, reasonOf(thrown), thrown);
  }
}

function unusable(path: string, reason: string, cause?: unknown): Error {
  const expected = 'a file that "bilancia monitors plan --out" wrote';
  return knownError('unreadable-file', { what: 'The plan', path, reason, expected }, cause);
}

/**
 * Why a plan is stale: `now` holds something that `then` did not. What was in `then` and needs nothing now was done in
 * the meantime, as by an apply that was interrupted, and is fine.
 */
export function stalenessOf(then: Plan, now: Plan): string | undefined {
  if (then.accountId !== now.accountId)
    return `it was made for account ${then.accountId}, but the credentials belong to ${now.accountId}`;
  const planned = new Map(then.changes.map((change) => [change.key, essence(change)]));
  const surprise = now.changes.find((change) => planned.get(change.key) !== essence(change));
  if (surprise !== undefined) return `${describe(surprise.resource)} has changed`;
  const [refusal] = now.refusals;
  return refusal === undefined ? undefined : `${refusal.subject}: ${refusal.reason}`;
}

function essence(change: Change): string {
  return normalText(change);
}
