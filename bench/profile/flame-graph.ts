import type { Stacks } from './stacks.ts';

interface Frame {
  readonly name: string;
  weight: number;
  readonly callees: Map<string, Frame>;
}

const width = 1600;
const rowHeight = 17;
/** Frames that are narrower are left out, with what they call: they could neither be read nor pointed at. */
const narrowest = 0.4;

/** A flame graph (Gregg 2016) as an SVG that needs nothing else: who calls stands below, width is time. */
export function flameGraph(title: string, stacks: Stacks): string {
  const root = treeOf(stacks);
  const rows: string[][] = [];
  place(root, 0, 0, width / Math.max(1, root.weight), root.weight, rows);
  const height = (rows.length + 2) * rowHeight;
  const boxes = rows.map((row, level) => {
    const y = height - (level + 1) * rowHeight;
    return `<g transform="translate(0 ${y})">${row.join('')}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="11">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="4" y="14" font-size="13">${escaped(title)}</text>`,
    ...boxes,
    '</svg>\n',
  ].join('\n');
}

function treeOf(stacks: Stacks): Frame {
  const root: Frame = { name: 'all', weight: 0, callees: new Map() };
  for (const [stack, weight] of stacks) {
    let frame = root;
    frame.weight += weight;
    for (const name of stack.split(';')) {
      const callee = frame.callees.get(name) ?? { name, weight: 0, callees: new Map() };
      frame.callees.set(name, callee);
      callee.weight += weight;
      frame = callee;
    }
  }
  return root;
}

function place(
  frame: Frame,
  level: number,
  x: number,
  scale: number,
  total: number,
  rows: string[][],
): void {
  const wide = frame.weight * scale;
  if (wide < narrowest) return;
  (rows[level] ??= []).push(box(frame, x, wide, total));
  let at = x;
  for (const callee of [...frame.callees.values()].toSorted((a, b) => b.weight - a.weight)) {
    place(callee, level + 1, at, scale, total, rows);
    at += callee.weight * scale;
  }
}

function box({ name, weight }: Frame, x: number, wide: number, total: number): string {
  const share = `${((weight / total) * 100).toFixed(1)} %`;
  const letters = Math.floor((wide - 4) / 6.7);
  const label = letters < 3 ? '' : `<text x="3" y="12">${escaped(name.slice(0, letters))}</text>`;
  return (
    `<g transform="translate(${x.toFixed(1)} 0)"><title>${escaped(name)}: ${share}</title>` +
    `<rect width="${wide.toFixed(1)}" height="${rowHeight - 1}" fill="${color(name)}"/>${label}</g>`
  );
}

/** The same function has the same warm color in every graph. */
function color(name: string): string {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return `hsl(${hash % 50} 85% ${62 + (hash % 15)}%)`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
