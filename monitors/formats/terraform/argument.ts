import known from './argument.json' with { type: 'json' };

/** Where an argument is not called as AWS's property, in the spelling of Terraform. */
const others: ReadonlyMap<string, string> = new Map(Object.entries(known));

/** What a user of Terraform calls a property of AWS's: `EvaluationPeriods` is `evaluation_periods`. */
export function argumentName(property: string): string {
  return others.get(property) ?? property.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}
