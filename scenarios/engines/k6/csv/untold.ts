import type { EngineReading } from '../../../engine.ts';
import type { Columns } from './columns.ts';
import { mostNames } from './requests.ts';
import type { UntoldPart } from './targets.ts';

type Untold = NonNullable<EngineReading['untold']>[number];

const tagsFor = {
  name: ['name', 'url'],
  outcome: ['status', 'error_code', 'expected_response'],
  reason: ['status', 'error_code'],
  'own-row': [],
} as const satisfies Record<UntoldPart, readonly string[]>;

export interface UntoldCounts {
  readonly add: (parts: readonly UntoldPart[], columns: Columns) => void;
  readonly list: () => Untold[];
}

/** Counts the requests of which something is not known, and says why. */
export function untoldCounts(): UntoldCounts {
  const counts = new Map<UntoldPart, { requests: number; because: string }>();
  return {
    add: (parts, columns) => {
      for (const part of parts) {
        const known = counts.get(part);
        if (known === undefined)
          counts.set(part, { requests: 1, because: becauseOf(part, columns) });
        else known.requests += 1;
      }
    },
    list: () => [...counts].map(([what, count]) => ({ what, ...count })),
  };
}

function becauseOf(part: UntoldPart, { byTitle }: Columns): string {
  if (part === 'own-row') return `only the first ${mostNames} request names are kept apart`;
  const missing = tagsFor[part].filter((tag) => !byTitle.has(tag));
  if (missing.length === 0) return 'k6 does not tell';
  const last = missing.at(-1) ?? '';
  const before = missing.slice(0, -1).join(', ');
  return `the script's systemTags leave out ${before === '' ? last : `${before} and ${last}`}`;
}
