import { z } from 'zod';

/** What any row may say of how sure it is. */
export const evidence = {
  evidence: z.string().optional(),
  ambiguous: z.boolean().optional(),
  conflict: z.boolean().optional(),
};

interface Evidence {
  readonly evidence?: string | undefined;
  readonly ambiguous?: boolean | undefined;
  readonly conflict?: boolean | undefined;
}

/** Why the row's answer is open, as the property of a Row; nothing when it is not. */
export function openness(row: Evidence): { readonly ambiguous?: string } {
  if (row.conflict === true || /conflict|contradict/i.test(row.evidence ?? ''))
    return { ambiguous: 'the documentation contradicts itself here' };
  if (row.ambiguous === true || /ambiguous|undocumented|silent|unknown/i.test(row.evidence ?? ''))
    return { ambiguous: 'AWS does not say' };
  return {};
}
