/**
 * A path pattern of CloudFront as a regular expression of Varnish (PCRE). Everything that could mean something else to
 * either is written by its number.
 */
export function patternExpression(pattern: string): string {
  const parts = Array.from(withSlash(pattern)).map((character) => {
    if (character === '*') return '.*';
    if (character === '?') return '.';
    if (/[A-Za-z0-9/_-]/.test(character)) return character;
    return [...new TextEncoder().encode(character)]
      .map((byte) => String.raw`\x${byte.toString(16).padStart(2, '0')}`)
      .join('');
  });
  return `^${parts.join('')}$`;
}

/** CloudFront takes patterns with and without their first slash for the same. */
function withSlash(pattern: string): string {
  return /^[/*]/.test(pattern) ? pattern : `/${pattern}`;
}
