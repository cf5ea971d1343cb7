/** The little XML that the statistics need: elements that hold either text or elements, no attributes. */
export interface Element {
  readonly name: string;
  readonly content: string | readonly Element[];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const characters: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(entities).map(([character, entity]) => [entity, character]),
);

/** XML 1.0 has no way to write these (section 2.2), nor halves of a surrogate pair. */
const unwritable = /[[\p{Cc}\p{Cs}\uFFFE\uFFFF]--[\t\n\r]]/gv;

/** Text as XML may hold it; what XML cannot write is left out. A bare CR would be read as LF: it is written by number. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(unwritable, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
    .replaceAll('\r', '&#13;');
}

export function writeXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}`;
}

function write({ name, content }: Element): string {
  if (typeof content === 'string') return `<${name}>${escapeXml(content)}</${name}>`;
  return `<${name}>${content.map(write).join('')}</${name}>`;
}

const token = /<(\/?)([A-Za-z][\w.-]*)>|([^<>]+)/y;

/**
 * Reads what `writeXml` writes, and nothing looser: an element holds elements or text, never both.
 *
 * @throws SyntaxError saying at which character the text stops being such XML
 */
export function readXml(text: string): Element {
  const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/.exec(text);
  if (!declaration) throw new SyntaxError('The XML declaration is missing.');
  token.lastIndex = declaration[0].length;
  const open: { name: string; elements: Element[]; text: string }[] = [];
  const top = { name: '', elements: [] as Element[], text: '' };
  for (let at = token.lastIndex; at < text.length; at = token.lastIndex) {
    const [, slash, name, data] = token.exec(text) ?? [];
    const current = open.at(-1) ?? top;
    if (data !== undefined) {
      current.text += unescape(data, at);
    } else if (name !== undefined && slash === '') {
      open.push({ name, elements: [], text: '' });
    } else if (name !== undefined && name === current.name && current !== top) {
      open.pop();
      (open.at(-1) ?? top).elements.push(closed(current, at));
    } else {
      throw new SyntaxError(`Unexpected text at character ${at}.`);
    }
  }
  const [root] = top.elements;
  if (open.length > 0 || top.elements.length !== 1 || !root || top.text.trim() !== '') {
    throw new SyntaxError('There must be exactly one root element.');
  }
  return root;
}

function closed(
  { name, elements, text }: { name: string; elements: readonly Element[]; text: string },
  at: number,
): Element {
  if (elements.length === 0) return { name, content: text };
  if (text !== '') throw new SyntaxError(`Text beside elements before character ${at}.`);
  return { name, content: elements };
}

function unescape(data: string, at: number): string {
  return data.replaceAll(/&([^;]*;?)/g, (entity) => {
    if (entity === '&#13;') return '\r';
    const character = characters[entity];
    if (character === undefined)
      throw new SyntaxError(`Unknown entity ${entity} after character ${at}.`);
    return character;
  });
}
