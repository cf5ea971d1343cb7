import { z } from 'zod';

const stored = z.array(z.int());

/** The ages of children as a database row has them: JSON, or null when nobody told them. */
export function agesOf(text: string | null): { readonly childrenAges?: number[] } {
  return text === null ? {} : { childrenAges: stored.parse(JSON.parse(text)) };
}

export function storedAges(ages: readonly number[] | undefined): string | null {
  return ages === undefined ? null : JSON.stringify(ages);
}
