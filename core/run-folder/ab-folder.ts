import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { knownError, reasonOf } from '../errors.ts';
import { writeWhole } from './write-whole.ts';

/** Files of the folder of an A/B comparison, beside the run folders of its blocks. */
export const abFiles = {
  /** What was compared and how, see `abManifestSchema`. */
  manifest: 'ab.json',
  /** What came out, for programs and for people. */
  result: 'comparison.json',
  page: 'comparison.html',
} as const;

const fraction = z.number().gt(0).lt(1);

/** `ab.json`: written after every pair, so that what was played is judged whatever ends the comparison. */
export const abManifestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  bilanciaVersion: z.string(),
  scenario: z.string(),
  /** What the sides were called; which of them is new is judged. */
  base: z.string(),
  new: z.string(),
  seed: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  /** How strict the comparison is. */
  options: z.strictObject({
    percentiles: z.array(fraction).min(1),
    falseAlarms: fraction,
    minimumEffect: z.number().nonnegative(),
    effect: z.number().positive(),
    confidence: fraction,
    power: fraction,
    requestsBeyond: z.number().nonnegative(),
  }),
  /** How many pairs are played at most and when they are looked at; absent until it is planned. */
  looks: z.strictObject({ pairs: z.int().positive(), at: z.array(z.int()) }).optional(),
  /** What the plan rests on, as a sentence. */
  planned: z.string().optional(),
  /** Why there are fewer pairs than planned, as a sentence. */
  endedEarly: z.string().optional(),
  /** Run folders of both blocks of each whole pair, in the order of play, and which came first. */
  pairs: z.array(
    z.strictObject({ base: z.string(), new: z.string(), first: z.enum(['base', 'new']) }),
  ),
});
export type AbManifest = z.infer<typeof abManifestSchema>;

export async function writeAbManifest(folder: string, manifest: AbManifest): Promise<void> {
  await writeWhole(join(folder, abFiles.manifest), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** @throws unreadable-file when there is none, or naming the first key that is not as it must be */
export async function readAbManifest(folder: string): Promise<AbManifest> {
  const path = join(folder, abFiles.manifest);
  const refuse = (reason: string, cause: unknown): Error => {
    const expected = 'the ab.json of an A/B comparison';
    return knownError(
      'unreadable-file',
      { what: 'A/B comparison', path, reason: reason.replaceAll(/\s+/g, ' '), expected },
      cause,
    );
  };
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw refuse(reasonOf(error), error);
  }
  const checked = abManifestSchema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, checked.error);
}
