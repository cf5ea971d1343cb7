import known from './corrections.json' with { type: 'json' };
import type { Correction } from './pack.ts';

/**
 * Where AWS's own material is wrong or contradicts itself, and what holds here. Copied as they are, its rows would give
 * alarms that always or never fire.
 */
export const corrections = known satisfies Readonly<Record<string, Correction>>;
