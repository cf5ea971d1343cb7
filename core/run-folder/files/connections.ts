import { z } from 'zod';
import { records } from './declaration.ts';

const connectionLine = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  /** `address:port` that it was connected to, an IPv6 address in brackets. */
  remote: z.string(),
});

/** A place that the load generator was seen to be connected to, when it was first seen. */
export type ConnectionLine = z.infer<typeof connectionLine>;

export const connections = records({
  name: 'connections.ndjson',
  about: "Where the generator was connected to, a line per place: only for scripts of the user's.",
  writtenBy: 'the observer connections',
  readBy: 'reports',
  schema: connectionLine,
});
