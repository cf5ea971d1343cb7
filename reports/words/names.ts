/** Characters of a name that are shown; of longer ones the beginning and the end. */
const most = 80;
const end = 20;

const segments = new Intl.Segmenter('en');

/** A request name as people can read it: names come from scripts, which may put anything into them. */
export function nameInWords(name: string): string {
  const visible = name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) =>
    JSON.stringify(character)
      .slice(1, -1)
      .replace('\u007f', String.raw`\u007f`),
  );
  const characters = Array.from(segments.segment(visible), ({ segment }) => segment);
  if (characters.length <= most) return visible;
  return [...characters.slice(0, most - end - 1), '…', ...characters.slice(-end)].join('');
}
