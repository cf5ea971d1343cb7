import type { CallNode } from '../ast.ts';
import type { Overload } from '../functions/function.ts';
import { kindNames, valueKinds, type ValueKind } from '../values.ts';

/** What is known about ids, and who wants to hear of calls. */
export interface TypeScope {
  /** What the query of this id may give; undefined: anything. */
  readonly kindsOf?: ((id: string) => readonly ValueKind[] | undefined) | undefined;
  /** Whether the query of this id names a metric; undefined when not known. */
  readonly isMetric?: ((id: string) => boolean | undefined) | undefined;
  readonly onCall?:
    | ((call: CallNode, kinds: readonly ValueKind[], overloads: readonly Overload[]) => void)
    | undefined;
}

/** What a part of an expression may come to, or which literal it is. */
export type PartKinds =
  | { readonly kind: 'value'; readonly of: readonly ValueKind[] }
  | { readonly kind: 'keyword'; readonly name: string }
  | { readonly kind: 'text' | 'texts' | 'boolean' };

/** What a part is called in messages. */
export function partName(part: PartKinds): string {
  switch (part.kind) {
    case 'text':
      return 'a string';
    case 'texts':
      return 'a list of strings';
    case 'keyword':
      return `"${part.name}"`;
    case 'boolean':
      return 'a boolean';
    case 'value':
    default:
      return part.of.length === valueKinds.length
        ? 'a value'
        : part.of.map((kind) => kindNames[kind]).join(' or ');
  }
}
