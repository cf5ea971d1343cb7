import type { Node } from './ast.ts';

/** A node and all that stands in it, in the order of the text. */
export function nodesOf(root: Node): Node[] {
  const found: Node[] = [];
  const visit = (node: Node) => {
    found.push(node);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return found;
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'chain':
      return [node.first, ...node.rest.map(({ operand }) => operand)];
    case 'negation':
      return [node.operand];
    case 'list':
      return node.items;
    case 'call':
      return node.arguments;
    case 'number':
    case 'reference':
    case 'text':
    case 'keyword':
    case 'boolean':
    default:
      return [];
  }
}
