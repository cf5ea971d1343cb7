import type { YAMLMap } from 'yaml';
import { Document, isScalar, Scalar, visit } from 'yaml';
import type { Template } from './template.ts';

export function printJson(template: Template): string {
  return `${JSON.stringify(template, undefined, 2)}\n`;
}

/**
 * YAML 1.1, which is what CloudFormation reads: `on`, `0123` and dates are quoted there. Calls are written short: `!Ref`.
 */
export function printYaml(template: Template): string {
  const document = new Document(template, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Map: (_key, map) => shortCall(map),
    Scalar: (_key, scalar) => quoteUnusual(scalar),
  });
  // No line is folded: a folded pattern is hard to compare with the one in the console. Nor are there block scalars, which
  // lose blanks at the beginning of lines.
  return document.toString({ lineWidth: 0, directives: false, blockQuote: false });
}

/** `Ref: X` as `!Ref X`. */
function shortCall(map: YAMLMap): Scalar | undefined {
  const [pair, ...more] = map.items;
  if (pair === undefined || more.length > 0 || !isScalar(pair.key) || !isScalar(pair.value))
    return undefined;
  const tag = pair.key.value === 'Ref' ? '!Ref' : pair.key.value === 'Fn::Sub' ? '!Sub' : undefined;
  if (tag === undefined) return undefined;
  const call = new Scalar(pair.value.value);
  call.tag = tag;
  return call;
}

/** Tabs and the like in quotes: some readers of YAML take no bare ones. */
function quoteUnusual(scalar: Scalar): void {
  if (typeof scalar.value === 'string' && /[^ -~\u00a0-\ud7ff]/.test(scalar.value))
    scalar.type = 'QUOTE_DOUBLE';
}
