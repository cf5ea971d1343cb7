import { patterns, share, text } from './field.ts';

/** What every kind of objective has. */
export const common = {
  name: text('Name under which the report shows it'),
};

/** What can be held against a phase. */
export const phased = {
  phases: patterns('Names of judged phases that it holds in; without it all').optional(),
};

/** What can be held against each tenant. */
export const byTenant = {
  tenants: patterns('Tenants it holds for, each by itself; without it all as one').optional(),
};

/** What can be held against each second. */
export const bySecond = {
  inSeconds: share(
    'Fraction of the seconds that must keep to the limits, instead of the whole phase or every second',
  ).optional(),
};

/** Makes sure that something is limited: what limits nothing would be met by anything. */
export function limiting<L extends string>(
  limits: readonly L[],
): {
  readonly isLimit: (objective: Readonly<Partial<Record<L, unknown>>>) => boolean;
  readonly error: string;
  /** The same in JSON Schema. */
  readonly meta: { readonly anyOf: readonly { readonly required: readonly L[] }[] };
} {
  return {
    isLimit: (objective) => limits.some((limit) => objective[limit] !== undefined),
    error: `a limit: one of ${limits.join(', ')}`,
    meta: { anyOf: limits.map((limit) => ({ required: [limit] })) },
  };
}
