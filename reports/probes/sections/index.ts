import type { ProbeSection } from './section.ts';
import { checks } from './checks.ts';
import { readerBalance } from './reader-balance.ts';

/** What the pages of probes show, by the probe's name. To add one: a file beside this one, and a line here. */
export const sections: ReadonlyMap<string, ProbeSection> = new Map([
  ['reader-balance', readerBalance],
  ['reader-join', checks],
  ['connections', checks],
  ['what-if', checks],
  ['read-write-split', checks],
  ['preflight', checks],
]);
