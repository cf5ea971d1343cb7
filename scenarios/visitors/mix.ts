/**
 * Who comes, and how many pages they see. Shares by sessions, which agree with HSMAI (30 % search, 5 % of those book),
 * Fastbooking (2.2 % book) and Contentsquare (42 % leave after one page; 21 s a page). Page counts are chosen so that a
 * session takes about 5 minutes on average.
 */
export interface VisitorKind {
  readonly name: 'glance' | 'browse' | 'search' | 'quote' | 'book';
  readonly weight: number;
  readonly searches: readonly [low: number, high: number];
  /** Content pages between the other pages, all together. */
  readonly contentPages: readonly [low: number, high: number];
  /** Whether a free unit is chosen and a price asked for, and whether it is booked. */
  readonly quotes: boolean;
  readonly books: boolean;
}

/** A new list for each visit: kept as a constant, it would cost each of ten thousand virtual users 10 KB. */
export const defaultMix = (): readonly VisitorKind[] => [
  {
    name: 'glance',
    weight: 42,
    searches: [0, 0],
    contentPages: [1, 1],
    quotes: false,
    books: false,
  },
  {
    name: 'browse',
    weight: 28,
    searches: [0, 0],
    contentPages: [14, 26],
    quotes: false,
    books: false,
  },
  {
    name: 'search',
    weight: 15,
    searches: [2, 4],
    contentPages: [16, 28],
    quotes: false,
    books: false,
  },
  {
    name: 'quote',
    weight: 13,
    searches: [1, 3],
    contentPages: [18, 30],
    quotes: true,
    books: false,
  },
  { name: 'book', weight: 2, searches: [1, 3], contentPages: [18, 30], quotes: true, books: true },
];

/** The opening day: everyone knows what they want, and one in five books (Alberta's parks, 2021). */
export const openingMix = (): readonly VisitorKind[] => [
  {
    name: 'glance',
    weight: 20,
    searches: [0, 0],
    contentPages: [1, 1],
    quotes: false,
    books: false,
  },
  {
    name: 'search',
    weight: 30,
    searches: [2, 4],
    contentPages: [1, 2],
    quotes: false,
    books: false,
  },
  { name: 'quote', weight: 30, searches: [1, 2], contentPages: [1, 2], quotes: true, books: false },
  { name: 'book', weight: 20, searches: [1, 1], contentPages: [1, 1], quotes: true, books: true },
];

/** Mean and spread of the time a visitor looks at one page: log-normal, seconds. */
export interface ThinkTime {
  readonly mean: number;
  readonly sigma: number;
}

/** 21 s a page (Contentsquare, 2.7 billion sessions). */
export const defaultThinkTime: ThinkTime = { mean: 21, sigma: 0.8 };

/** On the opening day people click as fast as they can read. */
export const openingThinkTime: ThinkTime = { mean: 6, sigma: 0.6 };

/** For the smoke profile: nobody reads, everything is clicked. */
export const hurriedThinkTime: ThinkTime = { mean: 1, sigma: 0.5 };
