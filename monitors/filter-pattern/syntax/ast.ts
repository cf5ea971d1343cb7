import type { Regex } from './regex-ast.ts';
import type { UndocumentedCode } from './undocumented.ts';

/** Comparison operators; `<`, `>`, `<=` and `>=` take numbers only. */
export const operators = ['!=', '<=', '>=', '=', '<', '>'] as const;
export type Operator = (typeof operators)[number];

/** What a field or property is compared with. `text` may hold `*` wildcards, which quoting does not turn off. */
export type Value =
  | { readonly kind: 'number'; readonly number: number; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'regex'; readonly regex: Regex };

/** `subject operator value`. Offsets count UTF-16 units from the start of the pattern. */
export interface Comparison<Subject> {
  readonly kind: 'compare';
  readonly subject: Subject;
  readonly operator: Operator;
  readonly value: Value;
  readonly offset: number;
}

/** What the tests of all dialects have in common, to tell them from tests joined to a condition. */
export interface AnyTest {
  readonly kind: 'compare' | 'is' | 'not-exists';
}

/** Tests joined by `&&` and `||`. */
export type Condition<Test extends AnyTest> =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition<Test>[] }
  | Test;

/** One step of a property selector; `any-element` is `[*]`, `any-property` is `.*`. */
export type SelectorStep =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'element'; readonly index: number }
  | { readonly kind: 'any-element' }
  | { readonly kind: 'any-property' };

/** A property selector such as `$.users[0].email`; `text` is as written. */
export interface Selector {
  readonly text: string;
  readonly steps: readonly SelectorStep[];
}

/** A test of a property of a JSON event. */
export type JsonTest =
  | Comparison<Selector>
  | {
      readonly kind: 'is';
      readonly subject: Selector;
      readonly constant: 'NULL' | 'TRUE' | 'FALSE';
      readonly offset: number;
    }
  | { readonly kind: 'not-exists'; readonly subject: Selector; readonly offset: number };

/** A test of a field, which is named by `subject`; of one slot all name the same. */
export type FieldComparison = Comparison<string>;

/** A term of an unstructured pattern: `term`, `-term` or `?term`. */
export interface Term {
  readonly mode: 'include' | 'exclude' | 'optional';
  readonly text: string;
  readonly offset: number;
}

/** A place in a space-delimited pattern. The ellipsis stands for any number of fields, none included. */
export type Slot =
  | { readonly kind: 'ellipsis'; readonly offset: number }
  | {
      readonly kind: 'field';
      readonly name: string | undefined;
      readonly condition: Condition<FieldComparison> | undefined;
      readonly offset: number;
    };

interface PatternBase {
  /** The pattern as written. */
  readonly text: string;
  /** What in the pattern itself AWS's documentation leaves open. */
  readonly undocumented: readonly UndocumentedCode[];
}

export interface UnstructuredPattern extends PatternBase {
  readonly dialect: 'unstructured';
  readonly terms: readonly Term[];
}

export interface RegexPattern extends PatternBase {
  readonly dialect: 'regex';
  readonly regex: Regex;
}

export interface JsonPattern extends PatternBase {
  readonly dialect: 'json';
  readonly condition: Condition<JsonTest>;
}

export interface DelimitedPattern extends PatternBase {
  readonly dialect: 'delimited';
  readonly slots: readonly Slot[];
}

/** A parsed filter pattern, told apart by `dialect`. */
export type FilterPattern = UnstructuredPattern | RegexPattern | JsonPattern | DelimitedPattern;
