/** One argument, element or property between brackets. */
interface Item {
  /** Of a property. */
  readonly key?: string;
  /** Where it begins: the key of a property. */
  readonly at: number;
  readonly valueAt: number;
}

/**
 * Where, in the source text of a call that begins at `call`, the thing at `path` stands: the number of the argument
 * first, then keys and indices. As near as the text shows it: a value that comes from a variable is not followed, and a
 * key that is missing gives the place of what lacks it.
 */
export function locateInCall(text: string, call: number, path: readonly PropertyKey[]): number {
  let at = call;
  let open = text.indexOf('(', call);
  for (const step of path) {
    const item = itemsIn(text, open).find(({ key }, index) =>
      typeof step === 'number' ? index === step : key === step,
    );
    if (item === undefined) return at;
    at = item.at;
    open = item.valueAt;
  }
  return at;
}

/** What stands between the bracket at `open` and the one that closes it; nothing when there is no bracket. */
function itemsIn(text: string, open: number): Item[] {
  if (!'([{'.includes(text[open] ?? ' ')) return [];
  const items: Item[] = [];
  let at = afterTrivia(text, open + 1);
  while (at < text.length && !')]}'.includes(text[at] ?? '')) {
    items.push(text[open] === '{' ? propertyAt(text, at) : { at, valueAt: at });
    at = afterValue(text, at);
    if (text[at] === ',') at = afterTrivia(text, at + 1);
  }
  return items;
}

function propertyAt(text: string, at: number): Item {
  const name = /(["']?)([\w$-]+)\1/y;
  name.lastIndex = at;
  const found = name.exec(text);
  if (found === null) return { at, valueAt: at };
  const [whole, , key = ''] = found;
  const colon = afterTrivia(text, at + whole.length);
  return { key, at, valueAt: text[colon] === ':' ? afterTrivia(text, colon + 1) : at };
}

const trivia = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;

function afterTrivia(text: string, at: number): number {
  trivia.lastIndex = at;
  return at + (trivia.exec(text)?.[0].length ?? 0);
}

/** Strings, comments, brackets and commas: all that matters for where a value ends. */
const token =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[^]*?\*\/|[()[\]{},]/g;

/** Where the comma or bracket stands that ends the value at `at`. */
function afterValue(text: string, at: number): number {
  let depth = 0;
  token.lastIndex = at;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [mark] = found;
    if (depth === 0 && /^[,)\]}]$/.test(mark)) return found.index;
    if (/^[([{]$/.test(mark)) depth += 1;
    if (/^[)\]}]$/.test(mark)) depth -= 1;
  }
  return text.length;
}
