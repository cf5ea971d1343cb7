import type { Selector, SelectorStep } from '../syntax/ast.ts';

export type JsonScalar = string | number | boolean | null;
export type JsonValue = JsonScalar | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** The one JSON object that a line is, or undefined: JSON patterns apply to nothing else. */
export function parseEvent(line: string): JsonObject | undefined {
  if (!/^\s*\{/.test(line)) return undefined;
  try {
    const event: JsonObject = JSON.parse(line);
    return event;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

export function isContainer(value: JsonValue): value is readonly JsonValue[] | JsonObject {
  return typeof value === 'object' && value !== null;
}

export function isWildcard(selector: Selector): boolean {
  return selector.steps.some((step) => step.kind === 'any-element' || step.kind === 'any-property');
}

/** The values that a selector points to: none when the property is missing, several only when it has a wildcard. */
export function select(event: JsonObject, selector: Selector): readonly JsonValue[] {
  let values: readonly JsonValue[] = [event];
  for (const step of selector.steps) values = values.flatMap((value) => stepInto(value, step));
  return values;
}

function stepInto(value: JsonValue, step: SelectorStep): readonly JsonValue[] {
  if (!isContainer(value)) return [];
  if (isList(value)) {
    if (step.kind === 'any-element') return value;
    return step.kind === 'element' ? present(value[step.index]) : [];
  }
  if (step.kind === 'any-property') return Object.values(value);
  if (step.kind !== 'property' || !Object.hasOwn(value, step.name)) return [];
  return present(value[step.name]);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** In a list of its own, so that an array as a value is not taken for several values. */
function present(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined ? [] : [value];
}
