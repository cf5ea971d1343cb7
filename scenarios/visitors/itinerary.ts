import type { VisitorKind } from './mix.ts';
import { between } from '../../core/seeded-random.ts';
import type { Random } from '../../core/seeded-random.ts';
import { weighted } from './random.ts';

/** One page view of a visit. */
export type Page = 'home' | 'content' | 'offers' | 'units' | 'quote' | 'book' | 'booking';

/** The pages that a visitor of this kind sees, in order; each is looked at for one think time. */
export function itineraryOf(random: Random, kind: VisitorKind): Page[] {
  const goal: Page[] = [];
  const searches = between(random, ...kind.searches);
  for (let i = 0; i < searches; i++) goal.push('offers');
  if (kind.quotes) goal.push('units', 'quote');
  if (kind.books) goal.push('book', 'booking');
  const pages: Page[] = [];
  let content = between(random, ...kind.contentPages);
  pages.push('home');
  content -= 1;
  // Content pages are spread evenly before and between the pages that lead somewhere, never between quote and booking.
  goal.forEach((page, i) => {
    const until = goal.length - i;
    const here = page === 'book' || page === 'booking' ? 0 : Math.ceil(content / until);
    for (let k = 0; k < here; k++) pages.push('content');
    content -= here;
    pages.push(page);
  });
  for (; content > 0; content--) pages.push('content');
  return pages;
}

const mean = ([low, high]: readonly [number, number]): number => (low + high) / 2;

/** Mean number of page views of one visit of this kind. */
export function meanPages(kind: VisitorKind): number {
  return (
    mean(kind.searches) + mean(kind.contentPages) + (kind.quotes ? 2 : 0) + (kind.books ? 2 : 0)
  );
}

/**
 * The pages still before a visitor who is met in the middle of a visit. A population that is watched from some moment
 * on holds visits in proportion to their length, at a uniform point (the inspection paradox; Feller, vol. 2, XI.4):
 * without this, ten thousand visitors would all be at their first page, and nobody would book for minutes.
 */
export function itineraryUnderway(random: Random, mix: readonly VisitorKind[]): Page[] {
  const kind = weighted(
    random,
    mix.map((each) => ({ ...each, weight: each.weight * meanPages(each) })),
  );
  const pages = itineraryOf(random, kind);
  return pages.slice(between(random, 0, pages.length - 1));
}
