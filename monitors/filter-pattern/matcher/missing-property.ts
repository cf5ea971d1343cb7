import type { Selector, SelectorStep } from '../syntax/ast.ts';
import { isContainer, isWildcard, select, type JsonObject, type JsonValue } from './json-values.ts';
import { shownText } from './shown-text.ts';

/**
 * Where the way to a missing property ends, in brackets: ` (only `$.user.ID`: case matters)`. Empty where there is
 * nothing to add: the object that should hold the property is there, and holds nothing like it.
 */
export function whyMissing(event: JsonObject, selector: Selector): string {
  if (isWildcard(selector)) return '';
  const { steps } = selector;
  const depth = steps.findIndex(
    (_, index) => select(event, until(selector, index + 1)).length === 0,
  );
  const step = steps[depth];
  const [parent] = select(event, until(selector, depth));
  if (step === undefined || parent === undefined) return '';
  const path = textOf(steps.slice(0, depth));
  const reason = whyNotIn(parent, step, path);
  if (reason !== undefined) return ` (${reason})`;
  return depth < steps.length - 1 ? ` (there is no \`${path}${stepText(step)}\`)` : '';
}

function until(selector: Selector, depth: number): Selector {
  return { ...selector, steps: selector.steps.slice(0, depth) };
}

function whyNotIn(parent: JsonValue, step: SelectorStep, path: string): string | undefined {
  if (!isContainer(parent))
    return `\`${path}\` is ${typeof parent === 'string' ? shownText(parent) : String(parent)}`;
  if (Array.isArray(parent)) {
    const few = `has ${parent.length} ${parent.length === 1 ? 'element' : 'elements'}`;
    return `\`${path}\` ${step.kind === 'element' ? few : 'is an array'}`;
  }
  if (step.kind !== 'property') return `\`${path}\` is an object`;
  const wanted = step.name.toLowerCase();
  const name = Object.keys(parent).find((key) => key.toLowerCase() === wanted);
  if (name === undefined) return undefined;
  return `only \`${path}${stepText({ kind: 'property', name })}\`: case matters`;
}

function textOf(steps: readonly SelectorStep[]): string {
  return `$${steps.map(stepText).join('')}`;
}

function stepText(step: SelectorStep): string {
  if (step.kind === 'element') return `[${step.index}]`;
  if (step.kind !== 'property') return step.kind === 'any-element' ? '[*]' : '.*';
  return /^[\w-]+$/.test(step.name) ? `.${step.name}` : `.['${step.name}']`;
}
