import { createHash } from 'node:crypto';
import { z } from 'zod';
import { outcomes } from '../../core/outcome.ts';
import type { RunSummary } from '../gate/run-summary.ts';

/** Changes whenever a reader of older summaries would be wrong about newer ones, or the other way round. */
export const summaryVersion = 1;

const figure = z.number().nonnegative();

/** One file of a history folder. */
const summaryFile = z.strictObject({
  schemaVersion: z.literal(summaryVersion),
  id: z.string().min(1),
  startedAt: z.iso.datetime(),
  revision: z.string().optional(),
  identity: z.strictObject({
    scenario: z.string(),
    engine: z.string(),
    machine: z.string(),
    target: z.string(),
    visitors: z.int().nonnegative(),
    seed: z.int(),
  }),
  outcome: z.enum(outcomes),
  seconds: figure,
  requestsPerSecond: figure,
  failed: z.int().nonnegative(),
  requests: z.array(
    z.strictObject({
      name: z.string(),
      n: z.int().nonnegative(),
      percentiles: z.array(z.strictObject({ percentile: z.number().min(0).max(1), ms: figure })),
    }),
  ),
});

/** @throws TypeError that says in one line what is wrong */
export function parseSummary(text: string): RunSummary {
  const value: unknown = JSON.parse(text);
  const version: unknown =
    typeof value === 'object' && value !== null && 'schemaVersion' in value
      ? value.schemaVersion
      : undefined;
  if (version !== undefined && version !== summaryVersion)
    throw new TypeError(
      `it is of version ${JSON.stringify(version)}, and this Bilancia reads version ${summaryVersion}`,
    );
  const checked = summaryFile.safeParse(value);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new TypeError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
  }
  const { schemaVersion: _, startedAt, ...summary } = checked.data;
  return { ...summary, startedAt: Date.parse(startedAt) };
}

/** Every figure on a line of its own would make commits of a history long, so that each request has one. */
export function summaryText({ requests, startedAt, ...summary }: RunSummary): string {
  const head = { schemaVersion: summaryVersion, startedAt: iso(startedAt), ...summary };
  const lines = requests.map((request) => `    ${JSON.stringify(request)}`);
  const rest = JSON.stringify(head, undefined, 2).replace(/\n\}$/, '');
  return `${rest},\n  "requests": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Files by time; a run that is kept again is written over. */
export function summaryName({ id, startedAt }: RunSummary): string {
  const safe = /^[\w-]{1,40}$/.test(id) ? id : createHash('sha256').update(id).digest('hex');
  return `${iso(startedAt).slice(0, 19).replaceAll(/[-:]/g, '')}-${safe}.json`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
