import type { Setting } from '../contract/probe.ts';
import { checkedAddress } from '../contract/checked-address.ts';

/** Flags of `bilancia probe read-write-split`, beside those that every probe has. */
export const settings = {
  endpoint: {
    brief: 'Endpoint that splits, host:port (default: the SQL proxy of the target)',
    placeholder: 'host:port',
    check: checkedAddress('--endpoint'),
  },
} as const satisfies Record<string, Setting>;
