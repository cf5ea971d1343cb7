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

/** A value as it stands in a file: texts escaped, expressions written out, keys in order, nothing undefined. */
export function written(value: unknown): unknown {
  if (typeof value === 'string') return escapeTemplate(value);
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  if (isExpression(value)) return value.template;
  const entries = Object.entries(value)
    .filter(([, item]) => isPresent(item))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, written(item)] as const);
  return Object.fromEntries(entries);
}
