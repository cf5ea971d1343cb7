import { count } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';

/**
 * A name as code, which neither formats nor mentions anybody. A bar would end the cell of a table it stands in: the escape is
 * taken away again there, and only there.
 */
export function code(name: string): string {
  const text = nameInWords(name).replaceAll('|', String.raw`\|`);
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const blank = text.startsWith('`') || text.endsWith('`') || text.trim() === '' ? ' ' : '';
  return `${fence}${blank}${text}${blank}${fence}`;
}

/** Longest sentence that is shown whole: names in it come from scripts. */
const most = 600;

/** A sentence as it is: nothing in it formats, is HTML, or mentions anybody. */
export function plain(sentence: string): string {
  const line = sentence.replaceAll(/\s+/g, ' ').trim();
  const short = line.length > most ? `${line.slice(0, most)}…` : line;
  return (
    short
      // An invisible joiner after what would tell a person ("@name") or link ("#12", "!12", "%name", "~label", "&12").
      .replaceAll(/[@#!%~&$](?=[\w"])/g, '$&\u2060')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll(/[\\`*_[\]#|~$]/g, String.raw`\$&`)
  );
}

/**
 * A table, headings first; cells are Markdown already. Rows beyond `most` are counted below it.
 * @param rule under each heading but the first: figures stand to the right
 */
export function table(
  rows: readonly (readonly string[])[],
  most: number,
  rule: '---' | '--:' = '--:',
): string {
  const [head = [], ...body] = rows;
  const left = body.length - most;
  return [
    row(head),
    row(head.map((_, column) => (column === 0 ? '---' : rule))),
    ...body.slice(0, most).map(row),
    ...(left > 0 ? ['', `And ${count(left)} more in the report.`] : []),
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A list of sentences; those beyond `most`, or that do not fit into so many bytes, are counted at its end. */
export function bullets(sentences: readonly string[], most: number, mostBytes: number): string {
  const shown: string[] = [];
  let bytes = 0;
  for (const sentence of sentences.slice(0, most)) {
    const bullet = `- ${plain(sentence)}`;
    bytes += Buffer.byteLength(bullet) + 1;
    if (bytes > mostBytes) break;
    shown.push(bullet);
  }
  const left = sentences.length - shown.length;
  return [...shown, ...(left > 0 ? [`- and ${count(left)} more in the report`] : [])].join('\n');
}

/** A part that is folded away until somebody opens it. */
export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Parts one after the other, with an empty line between; those that do not fit into so many bytes are left out, and said. */
export function joined(parts: readonly string[], mostBytes: number): string {
  const left = '\nWhat does not fit here stands in the report.\n';
  let text = '';
  for (const part of parts) {
    const next = `${text}${text === '' ? '' : '\n'}${part}\n`;
    if (Buffer.byteLength(next) + Buffer.byteLength(left) > mostBytes) return `${text}${left}`;
    text = next;
  }
  return text;
}
