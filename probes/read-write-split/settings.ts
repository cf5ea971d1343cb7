import { parseDuration } from '../../core/duration.ts';
import type { Setting, Settings } from '../contract/probe.ts';
import { checkedAddress } from '../contract/checked-address.ts';

/** Flags of `bilancia probe read-write-split`, beside those that every probe has. */
export const settings = {
  endpoint: {
    brief: 'Endpoint that splits, host:port (default: the SQL proxy of the target)',
    placeholder: 'host:port',
    check: checkedAddress('--endpoint'),
  },
  pace: {
    brief: 'From one transaction of the eight clients to the next (4s)',
    placeholder: 'time',
    check: (text: string) => parseDuration(text, '--pace'),
  },
} as const satisfies Record<string, Setting>;

/** Milliseconds. */
export function paceOf(given: Settings): number {
  return parseDuration(given['pace']?.[0] ?? '4s') * 1000;
}
