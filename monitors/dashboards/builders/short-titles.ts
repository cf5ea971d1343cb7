/** How long a title may be before a graph of a third of the grid cuts it off. */
const longest = 40;

/**
 * Names without what they all begin with, up to a dash: beneath the title `prod-aurora`, nobody needs to read it again.
 * Titles stay different where the names are; a long one loses its middle.
 */
export function shortTitles(names: readonly string[]): string[] {
  const prefix = names.length < 2 ? '' : commonPrefix(names);
  const titles = names.map((name) => shorten(name.slice(prefix.length)));
  return new Set(titles).size === new Set(names).size ? titles : [...names];
}

function commonPrefix(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let length = 0;
  while (length < first.length && others.every((name) => name[length] === first[length]))
    length += 1;
  const dash = first.slice(0, length).lastIndexOf('-') + 1;
  return names.some((name) => name.length === dash) ? '' : first.slice(0, dash);
}

function shorten(name: string): string {
  if (name.length <= longest) return name;
  const half = longest / 2 - 1;
  return `${name.slice(0, half)}…${name.slice(-half)}`;
}
