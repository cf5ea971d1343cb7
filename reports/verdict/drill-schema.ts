import { z } from 'zod';
import { alarmStates } from '../../core/run-folder/files/journal.ts';
import { writerChangeSchema } from '../../core/topology.ts';

const count = z.int().nonnegative();
const ms = z.number().nonnegative();
const outage = z.object({ longestMs: ms.nullable(), sumMs: ms.nullable() });
const errorCounts = z.record(z.string(), count);

/** What a drill came to. Times in milliseconds unless their name says otherwise. */
export const drillFigures = z.object({
  drill: z.string(),
  how: z.string(),
  title: z.string(),
  status: z.enum(['completed', 'failed', 'aborted', 'interrupted', 'cut short']),
  faultAt: z.iso.datetime().nullable(),
  objectives: z.object({ rtoSeconds: z.number(), rpoWrites: count }),
  /** Changes of the writer; the parts follow one another, null where one has not come. */
  failovers: z.array(
    writerChangeSchema.extend({
      detectionMs: ms.nullable(),
      promotionMs: ms.nullable(),
      nameMs: ms.nullable(),
    }),
  ),
  /** By the way to the database that was tried. */
  clients: z.array(
    z.object({
      client: z.string(),
      /** How long no write succeeded since the fault; null: nothing was seen. */
      writes: outage,
      /** The same of reads from the reader endpoint. */
      reads: outage,
      errors: errorCounts,
      readErrors: errorCounts,
      /** From the first to the last write that a reader refused. */
      staleWriterMs: ms,
      recovered: z.boolean(),
      /** From its last event to the end of the drill. */
      missingMs: ms,
      /** Server ids. */
      firstNode: z.int().nullable(),
      lastNode: z.int().nullable(),
      audit: z.object({
        outcome: z.enum(['pass', 'fail', 'inconclusive']),
        reads: count,
        /** Elements by what became of them. */
        states: z.record(z.string(), count),
        longestStaleMs: ms,
      }),
    }),
  ),
  /** Alarms that had to fire, with milliseconds from the fault; null where it did not come to that. */
  alarms: z.array(
    z.object({
      alarm: z.string(),
      state: z.enum(alarmStates),
      causeMs: z.number().nullable(),
      firedMs: z.number().nullable(),
      notifiedMs: z.number().nullable(),
    }),
  ),
  /** Answers a second that visitors got around the fault; null without visitors, or where it was watched too shortly. */
  throughput: z
    .object({
      beforePerSecond: z.number().nonnegative(),
      /** In the worst stretch after it, of `overSeconds`. */
      worstPerSecond: z.number().nonnegative(),
      overSeconds: z.number().positive(),
      /** From the fault until 95 % of it were back; 0 where chance explains the worst, null where they did not come back. */
      backAfterMs: ms.nullable(),
    })
    .nullable(),
  byHand: z.array(z.string()),
  stopped: z.string().nullable(),
});

export type DrillFigures = z.infer<typeof drillFigures>;
