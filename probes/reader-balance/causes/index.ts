import { cachingClient } from './caching-client.ts';
import { cachingResolver } from './caching-resolver.ts';
import type { Cause } from './cause.ts';
import { fewWindows } from './few-windows.ts';
import { joinedReader } from './joined-reader.ts';
import { lifoPool } from './lifo-pool.ts';
import { longLived } from './long-lived.ts';
import { weights } from './weights.ts';
import { writerFallback } from './writer-fallback.ts';
import { zoneAffinity } from './zone-affinity.ts';

/** Every cause that can be named, what explains more before what explains less. To add one: a file, and a line here. */
export const causes: readonly Cause[] = [
  writerFallback,
  cachingResolver,
  joinedReader,
  weights,
  zoneAffinity,
  cachingClient,
  lifoPool,
  longLived,
  fewWindows,
];
