import { z } from 'zod';
import { records } from './declaration.ts';

/**
 * Why an operation of a write audit failed, as classes that a person acts on; the same for every driver, since some
 * lose the server's codes and keep its message.
 */
export const auditErrors = [
  'lost-in-flight',
  'refused',
  'connect-timeout',
  'query-timeout',
  'stale-writer',
  'saturation',
  'credentials',
  'lock-wait',
  'server-timeout',
  'dns',
  'other',
] as const;
export type AuditError = (typeof auditErrors)[number];

const base = {
  /** Place in the history of its client. */
  index: z.int().nonnegative(),
  /** Milliseconds since 1970, or since any moment that is the same for the whole history. */
  timeMs: z.number(),
  /** Whoever does one thing after the other. */
  process: z.int(),
};
const told = {
  /** The way to the database that is tried, e.g. `pool`; absent in histories of others. */
  client: z.string().exactOptional(),
  error: z.object({ class: z.enum(auditErrors), message: z.string() }).exactOptional(),
};

/**
 * One event of a history of adds to a set and reads of it, in the manner of Jepsen's. `ok`: it was done; `fail`: it was
 * certainly not; `info`: nobody knows.
 */
const auditEvent = z.discriminatedUnion('f', [
  z.object({
    ...base,
    type: z.enum(['invoke', 'ok', 'fail', 'info']),
    f: z.literal('add'),
    value: z.int(),
    ...told,
    /** Server id of the node that took it. */
    node: z.int().exactOptional(),
  }),
  z.object({
    ...base,
    type: z.enum(['invoke', 'ok', 'fail', 'info']),
    f: z.literal('read'),
    /** What was read, when it completed. */
    value: z.array(z.int()).nullable(),
    ...told,
    /** The endpoint that was read: the last reads of an audit are of the writer. */
    from: z.enum(['writer', 'reader']).exactOptional(),
  }),
]);
export type AuditEvent = z.infer<typeof auditEvent>;
export const auditEventSchema = auditEvent;

export const writeAudit = records({
  name: 'write-audit.ndjson',
  about: 'Unique elements that a drill wrote to the database and read back, a line per event.',
  writtenBy: 'the write audit of a drill',
  readBy: 'reports',
  expected: ({ drill }) =>
    drill?.audited === true ? { because: 'the drill audited writes' } : undefined,
  schema: auditEvent,
});
