/** Characters of a name that are shown; of longer ones the beginning and the end. */
const most = 80;
const end = 20;

const segments = new Intl.Segmenter('en');

/** A request name as people can read it, on one line: names come from scripts, which may put anything into them. */
export function nameInWords(name: string): string {
  const visible = name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escaped);
  const characters = Array.from(segments.segment(visible), ({ segment }) => segment);
  if (characters.length <= most) return visible;
  return [...characters.slice(0, most - end - 1), '…', ...characters.slice(-end)].join('');
}

const short: ReadonlyMap<string, string> = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
]);

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0');
  return short.get(character) ?? String.raw`\u` + code;
}
