import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EdgeLogEntry } from '../../../../core/formats/cloudfront-log.ts';
import { pace, type Pace, rateRule } from './rate-rule.ts';
import type { Firewall } from './rules.ts';

/** Counts what the edge logs, and puts up a file for each key that is blocked. */
export interface Enforcement {
  readonly saw: (entry: EdgeLogEntry) => void;
  /** Puts up and takes away what is due. */
  readonly enforce: (now: number) => void;
  /** Keys that are blocked now. */
  readonly blocked: () => number;
}

/** @param folder of which the edge looks at a folder for each rule, by its number */
export function enforcement(
  { rules }: Firewall,
  folder: string,
  options: { readonly random: () => number; readonly pace?: Pace },
): Enforcement {
  const counters = rules.map((rule, nth) => {
    const own = join(folder, String(nth));
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return {
      prefix: `${nth}:`,
      folder: own,
      rate: rateRule(rule, options.pace ?? pace, options.random),
      up: new Set<string>(),
    };
  });
  return {
    saw: ({ at, firewallKeys }) => {
      for (const key of firewallKeys)
        for (const { prefix, rate } of counters)
          if (key.startsWith(prefix)) rate.saw(key.slice(prefix.length), at);
    },
    enforce: (now) => {
      for (const { folder: own, rate, up } of counters) {
        const blocked = rate.blocked(now);
        for (const key of blocked) {
          if (up.has(key)) continue;
          writeFileSync(join(own, key), '');
          up.add(key);
        }
        for (const key of up) {
          if (blocked.has(key)) continue;
          rmSync(join(own, key), { force: true });
          up.delete(key);
        }
      }
    },
    blocked: () => counters.reduce((sum, { up }) => sum + up.size, 0),
  };
}
