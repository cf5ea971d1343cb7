import type { DrillKind } from './drill.ts';
import { failover } from './failover.ts';

/** Every drill. To add one: a file beside this one, and a line here. */
export const drills: Readonly<Record<string, DrillKind>> = { failover };
