/** Tests a whole text. */
export type TextTest = (text: string) => boolean;

/**
 * Compiles a value with `*` wildcards to a test of a whole text, case included. `interior` says whether a `*` between
 * other characters is a wildcard too, or an ordinary character. Pieces are looked for from left to right and never
 * again, so that time is linear in the text.
 */
export function globTest(pattern: string, interior: boolean): TextTest {
  const pieces = interior ? pattern.split('*') : outerPieces(pattern);
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return (text) => text === first;
  const last = pieces.at(-1) ?? '';
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '');
  const [only] = middle;
  if (first === '' && last === '') {
    if (only === undefined) return () => true;
    if (middle.length === 1) return (text) => text.includes(only);
  }
  return (text) => {
    if (!text.startsWith(first)) return false;
    const end = text.length - last.length;
    const at = afterPieces(text, middle, first.length);
    return at >= 0 && at <= end && text.endsWith(last);
  };
}

/** The offset behind the last of `pieces`, found one after the other from `from`; -1 when one is missing. */
function afterPieces(text: string, pieces: readonly string[], from: number): number {
  let at = from;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return -1;
    at = found + piece.length;
  }
  return at;
}

/** Splits at a `*` at the start and at the end only. */
function outerPieces(pattern: string): string[] {
  const leading = pattern.startsWith('*');
  const trailing = pattern.endsWith('*') && pattern.length > 1;
  const body = pattern.slice(leading ? 1 : 0, trailing ? -1 : undefined);
  return [...(leading ? [''] : []), body, ...(trailing ? [''] : [])];
}
