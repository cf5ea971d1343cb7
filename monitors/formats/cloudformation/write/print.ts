import type { ScalarTag, YAMLMap } from 'yaml';
import { Document, isScalar, Scalar, visit } from 'yaml';
import type { Template } from '../template.ts';

export function printJson(template: Template): string {
  return `${JSON.stringify(template, undefined, 2)}\n`;
}

/**
 * YAML 1.1, which is what CloudFormation reads: `on`, `0123` and dates are quoted there. Calls are written short: `!Ref`.
 */
export function printYaml(template: Template): string {
  const document = new Document(template, {
    version: '1.1',
    aliasDuplicateObjects: false,
    customTags: (tags) => [exponent, ...tags],
  });
  visit(document, {
    Map: (_key, map) => shortCall(map),
    Scalar: (_key, scalar) => quoteUnusual(scalar),
  });
  // No line is folded: a folded pattern is hard to compare with the one in the console. Nor are there block scalars, which
  // lose blanks at the beginning of lines.
  return document.toString({ lineWidth: 0, directives: false, blockQuote: false });
}

/** In YAML 1.1, 1e-7 is a text, and 1.0e-7 a number. */
const exponent: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => typeof value === 'number' && /^-?\de/.test(String(value)),
  // For writing only; the library prefers tags that have a test.
  test: /^(?!)/,
  resolve: Number,
  stringify: ({ value }) => String(value).replace('e', '.0e'),
};

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
