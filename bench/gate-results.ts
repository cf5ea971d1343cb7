import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** The new system is as fast, or not. */
export const kinds = ['equal', 'slower'] as const;
export type Kind = (typeof kinds)[number];

const sizeSchema = z.object({
  on: z.string(),
  rate: z.number(),
  seconds: z.number(),
  pairs: z.number(),
  distance: z.number(),
});

const playedSchema = z.object({
  kind: z.enum(kinds),
  /** From 1 within its kind; decides the seed. */
  number: z.int(),
  outcome: z.enum(['pass', 'fail', 'inconclusive', 'invalid']),
  pairs: z.int(),
  /** Whether p95 of something was found to be slower. */
  found: z.boolean(),
  /** Seconds of the clock. */
  took: z.number(),
  sentence: z.string(),
});
/** A real comparison that was played. */
export type Played = z.infer<typeof playedSchema>;

const lineSchema = playedSchema.extend({ size: sizeSchema });

interface Kept {
  readonly of: (kind: Kind) => readonly Played[];
  /** Writes it down. */
  readonly add: (played: Played) => Promise<Played>;
}

/** What was played before with the same size: a line of JSON each in the file, those of other sizes beside them. */
export async function keptResults(file: string, size: z.infer<typeof sizeSchema>): Promise<Kept> {
  await mkdir(dirname(file), { recursive: true });
  const text = await readFile(file, { encoding: 'utf8', flag: 'a+' });
  const known = JSON.stringify(sizeSchema.parse(size));
  const all: Played[] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)))
    .filter((line) => JSON.stringify(line.size) === known);
  return {
    of: (kind) => all.filter((one) => one.kind === kind),
    add: async (played) => {
      await appendFile(file, `${JSON.stringify({ ...played, size })}\n`);
      all.push(played);
      return played;
    },
  };
}

/** How the promises were kept: a line of each kind, and whether both were. */
export function summaryOf(
  { equal, slower }: Record<Kind, readonly Played[]>,
  { mostFalseAlarms, leastFound }: { mostFalseAlarms: number; leastFound: number },
): { lines: readonly string[]; isKept: boolean } {
  const [alarms, found] = [
    counted(equal, ({ outcome }) => outcome === 'fail'),
    counted(slower, (one) => one.outcome === 'fail' && one.found),
  ];
  const isKept =
    alarms.of > 0 &&
    found.of > 0 &&
    alarms.count <= mostFalseAlarms * alarms.of &&
    found.count >= leastFound * found.of;
  const lines = [
    `equal:  ${alarms.count} of ${alarms.of} fail${alarms.left}`,
    `slower: ${found.count} of ${found.of} found${found.left}`,
  ];
  return { lines, isKept };
}

function counted(
  all: readonly Played[],
  holds: (one: Played) => boolean,
): { count: number; of: number; left: string } {
  const valid = all.filter(({ outcome }) => outcome !== 'invalid');
  const left = all.length - valid.length;
  return {
    count: valid.filter(holds).length,
    of: valid.length,
    left: left === 0 ? '' : `; ${left} invalid, played again`,
  };
}
