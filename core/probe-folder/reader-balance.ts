import { z } from 'zod';

export const layers = ['dns', 'connections', 'load'] as const;
/** Where connections to readers can go wrong: the name's answers, who connects where, what the connections do. */
export type Layer = (typeof layers)[number];

/** Share of each reader that chance alone gives in 95 % of cases, as [low, high]. */
const band = z.array(z.tuple([z.number(), z.number()]));

const answers = z.object({
  /** Who was asked: the endpoint's own name server, or the resolver that clients use. */
  asked: z.enum(['authority', 'resolver']),
  /** One per window, in order: the reader's index, or null where the answer was none of them. */
  windows: z.array(z.int().nullable()),
  counts: z.array(z.int()),
  /** P-value of the counts, and of answers that are repeated. */
  p: z.number(),
  held: z.object({ repeats: z.int(), pairs: z.int(), p: z.number() }),
  ttlSeconds: z.number(),
  band,
});

const connections = z.object({
  /** New connections of the clients per window, reader by reader. */
  windows: z.array(z.array(z.int())),
  counts: z.array(z.int()),
  /** Windows of one size that would tell as much: (sum m)^2 / sum m^2. */
  effectiveWindows: z.number(),
  band,
  /** Absent where readers have weights, for which the test does not hold. */
  p: z.number().exactOptional(),
});

const load = z.object({
  /** Mean over the time, reader by reader. */
  sessions: z.array(z.number()),
  queriesPerSecond: z.array(z.number()),
  /** Fractions of one core; null where nobody tells. */
  cpu: z.array(z.number().nullable()),
});

export const readerBalanceFiguresSchema = z.object({
  readers: z.array(z.string()),
  /** Fair share of each reader, adding up to 1. */
  expected: z.array(z.number()),
  /** Level of all tests together, and the effect that a balanced verdict rules out: so many times the fair share. */
  level: z.number(),
  ratio: z.number(),
  /** Windows that there were, and that are needed to find that effect in 80 % of cases. */
  windows: z.int(),
  windowsNeeded: z.int().nullable(),
  windowSeconds: z.number(),
  answers: z.array(answers),
  connections: connections.exactOptional(),
  load: load.exactOptional(),
  causes: z.array(z.object({ name: z.string(), layer: z.enum(layers), evidence: z.string() })),
});
/** What the probe `reader-balance` found, for the page that shows it. */
export type ReaderBalanceFigures = z.infer<typeof readerBalanceFiguresSchema>;
export type AnswerFigures = z.infer<typeof answers>;
export type ConnectionFigures = z.infer<typeof connections>;
export type LoadFigures = z.infer<typeof load>;
