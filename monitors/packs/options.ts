import { z } from 'zod';
import { parseFilterPattern } from '../filter-pattern/parser/parse.ts';
import { actionTarget, closed } from '../schema/base.ts';

const namePart = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'letters, digits, ".", "_" and "-"');

/** What every pack takes: the parts of names, and whom alarms tell. */
const common = {
  environment: namePart.describe('First part of every name: prod, staging'),
  tenant: namePart
    .optional()
    .describe('Second part of every name, where tenants are watched separately'),
  notify: z.array(actionTarget).min(1).describe('Topics or ARNs to notify of ALARM and OK'),
};

/** The options of a pack: the common ones and its own, and no other. `component` is the last part of names. */
export function packOptions<S extends z.core.$ZodLooseShape>(component: string, own: S) {
  return closed({
    ...common,
    component: namePart.default(component).describe('Name of the component in resource names'),
    ...own,
  });
}

export const count = z.number().min(0);
export const percent = z.number().gt(0).max(100);
export const identifier = z.string().min(1);

/** A filter pattern that CloudWatch Logs takes. */
export const filterPattern = z.string().superRefine((text, context) => {
  const parsed = parseFilterPattern(text);
  if (!parsed.ok)
    context.addIssue({
      code: 'custom',
      message: `${parsed.error.expected} at character ${parsed.error.offset + 1}`,
    });
});
