import { z } from 'zod';
import { knownError } from '../core/errors.ts';
import { type Catalogue, cataloguePath } from '../scenarios/visitors/catalogue.ts';
import { get } from '../targets/get.ts';
import type { Target } from '../targets/target.ts';

/** What visitors need to know of a tenant before they can look for anything. */
const catalogue: z.ZodType<Catalogue> = z.object({
  tenant: z.string(),
  properties: z
    .array(
      z.object({
        code: z.string(),
        unitGroups: z
          .array(z.object({ id: z.union([z.string(), z.number()]), maxPersons: z.number() }))
          .min(1),
      }),
    )
    .min(1),
  bookable: z.object({ from: z.iso.date(), to: z.iso.date() }),
});

/**
 * Makes sure, before any load, that every tenant of the target answers as the visitors of our profiles expect: another
 * system would be sent thousands of requests for pages that it does not have.
 * @throws target-without-staff, target-not-bookable, target-unreachable
 */
export async function checkBookable(
  target: Target,
  profile: string,
  hasStaff = false,
): Promise<void> {
  if (hasStaff && target.staffFile === undefined)
    throw knownError('target-without-staff', { profile });
  const url = new URL(target.endpoints.baseUrl.replace(/\/$/, '') + cataloguePath);
  for (const { id, host } of target.tenants) {
    const { status, text } = await get(target, url, { host, reads: true });
    const reason = status === 200 ? problemIn(text) : `answers ${status}, not 200`;
    if (reason === undefined) continue;
    const where = { tenant: id, host, url: url.href };
    throw knownError('target-not-bookable', { profile, ...where, reason });
  }
}

function problemIn(text: string): string | undefined {
  const result = catalogue.safeParse(parsed(text));
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.');
  return path === undefined || path === ''
    ? 'answers with something other than a JSON object'
    : `answers with a catalog whose ${path} is not as expected`;
}

/** Undefined when the text is no JSON, as a page is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
