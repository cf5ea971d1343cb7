/**
 * Flags by which several k6 play one test together: each plays the n-th of equal parts of its virtual users and
 * arrivals, which are numbered through all of them. None for a test that one plays alone.
 */
export function segmentFlags(nth: number, of: number): string[] {
  if (of === 1) return [];
  const borders = Array.from({ length: of + 1 }, (_, part) => fraction(part, of));
  const segment = `${borders[nth]}:${borders[nth + 1]}`;
  return [
    '--paused',
    '--execution-segment',
    segment,
    '--execution-segment-sequence',
    borders.join(','),
  ];
}

function fraction(part: number, of: number): string {
  if (part === 0) return '0';
  return part === of ? '1' : `${part}/${of}`;
}
