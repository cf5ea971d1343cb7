/** The comparison, logical and arithmetic operators; `&&` and `||` are kept as AND and OR. */
export type Operator =
  | 'OR'
  | 'AND'
  | '=='
  | '!='
  | '<='
  | '>='
  | '<'
  | '>'
  | '+'
  | '-'
  | '*'
  | '/'
  | '^';

/** A part of an expression. Offset: where it begins in the text, UTF-16 units from 0. */
export type Node =
  | { readonly kind: 'number'; readonly value: number; readonly offset: number }
  | { readonly kind: 'reference'; readonly id: string; readonly offset: number }
  | TextNode
  /** `REPEAT`, `DESC`, `AVG` as the argument of SORT. */
  | { readonly kind: 'keyword'; readonly name: string; readonly offset: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly offset: number }
  | ListNode
  | CallNode
  | { readonly kind: 'negation'; readonly operand: Node; readonly offset: number }
  | ChainNode;

/** As it stands between its quotes. */
export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly quote: '"' | "'";
  readonly offset: number;
}

/** `[m1, m2]` */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly offset: number;
}

export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Node[];
  readonly offset: number;
}

/**
 * Operators of one precedence in a row, applied from the left (`^`: from the right). A long sum is one flat chain, so
 * that walking the tree never goes deeper than the text nests.
 */
export interface ChainNode {
  readonly kind: 'chain';
  readonly first: Node;
  readonly rest: readonly Link[];
  /** It stood in parentheses, needed or not. */
  readonly parenthesized?: true;
  readonly offset: number;
}

export interface Link {
  readonly operator: Operator;
  readonly operand: Node;
  /** Of the operator. */
  readonly offset: number;
}

/** What the `expression` of a query holds. A Metrics Insights query is recognized, not taken apart. */
export type Expression =
  | { readonly language: 'metric-math'; readonly text: string; readonly root: Node }
  | { readonly language: 'metrics-insights'; readonly text: string };
