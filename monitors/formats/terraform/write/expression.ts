import type { Placeholders } from '../../placeholders.ts';

/** A text that Terraform evaluates, such as `${aws_sns_topic.alerts.arn}`; every other text is escaped. */
export interface Expression {
  readonly template: string;
}

export function reference(address: string): Expression {
  return { template: `\${${address}}` };
}

export function isExpression(value: object): value is Expression {
  return 'template' in value && Object.keys(value).length === 1;
}

/**
 * Text that Terraform's JSON syntax takes as it is: `${` would begin an expression and `%{` a directive. A sign that
 * stands before them already would take the escape for itself, and is written as an expression.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function escapeTemplate(text: string): string {
  return text.replaceAll(
    /(\$*)\$\{|(%*)%\{/g,
    (all, dollars: string | undefined, percents: string | undefined) => {
      const sign = all.charAt(0);
      const before = dollars ?? percents ?? '';
      return `${before === '' ? '' : `\${"${before}"}`}${sign}${sign}{`;
    },
  );
}

/** Whether AWS's provider is given the value: it takes empty lists and maps as if they were not written. */
function isPresent(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** The account that Terraform works in: data that `write.ts` adds where it is used. */
export const callerAccount = '${data.aws_caller_identity.current.account_id}';

/** A text in which placeholders are variables. */
export function writtenText(text: string, placeholders: Placeholders): string {
  return placeholders
    .partsOf(text)
    .map((part) => {
      if (typeof part === 'string') return escapeTemplate(part);
      if (part.of === 'AWS::AccountId') return callerAccount;
      return `\${var.${placeholders.identifier(part.of)}}`;
    })
    .join('');
}

/** A value as it stands in a file: texts escaped, expressions written out, keys in order, nothing undefined. */
export function written(value: unknown, placeholders: Placeholders): unknown {
  if (typeof value === 'string') return writtenText(value, placeholders);
  if (Array.isArray(value)) return value.map((item) => written(item, placeholders));
  if (typeof value !== 'object' || value === null) return value;
  if (isExpression(value)) return value.template;
  const whole = wholeMap(value, placeholders);
  if (whole !== undefined) return whole;
  const entries = Object.entries(value)
    .filter(([, item]) => isPresent(item))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, written(item, placeholders)] as const);
  return Object.fromEntries(entries);
}

/** The variable for a map of which not even the keys are known: its placeholder is key and value. */
function wholeMap(value: object, placeholders: Placeholders): string | undefined {
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined || more.length > 0 || entry[0] !== entry[1]) return undefined;
  const [only, ...others] = placeholders.partsOf(entry[0]);
  if (only === undefined || typeof only === 'string' || others.length > 0) return undefined;
  return writtenText(entry[0], placeholders);
}
