/** What XML 1.0 has no character for, lone halves of surrogate pairs included, is shown as its code. */
const impossible = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text between tags. */
export function characters(text: string): string {
  return (
    text
      .replaceAll(impossible, (character) => `\\u${codeOf(character)}`)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // A reader makes a line feed of it otherwise.
      .replaceAll('\r', '&#13;')
  );
}

/** The value of an attribute, with its quotes. Line ends and tabs would be read as blanks if they stood there as such. */
export function attribute(text: string): string {
  const value = characters(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;');
  return `"${value}"`;
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}
