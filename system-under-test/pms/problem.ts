import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Every problem the API can answer: slug, status and title. `detail` says what it was about this time. */
export const problems = {
  malformed: [400, 'The request cannot be read'],
  'not-found': [404, 'Nothing is here'],
  'unknown-tenant': [404, 'No such tenant'],
  'unknown-property': [404, 'No such property'],
  'unknown-unit-group': [404, 'No such unit group'],
  'unknown-quote': [404, 'No such quote'],
  'unknown-booking': [404, 'No such booking'],
  'unknown-reservation': [404, 'No such reservation'],
  'unknown-folio': [404, 'No such folio'],
  'unknown-unit': [404, 'No such unit'],
  'unknown-closure': [404, 'No such closure'],
  'method-not-allowed': [405, 'The method is not for this place'],
  'too-many-requests': [429, 'Too many tries'],
  unauthorized: [401, 'A valid staff token is needed'],
  forbidden: [403, 'This token may not do that'],
  'unit-taken': [409, 'The unit is already taken on these nights'],
  'no-availability': [409, 'No unit is free on these nights'],
  'quote-not-open': [409, 'The quote is no longer open'],
  'illegal-transition': [409, 'The reservation cannot take this step'],
  'folio-not-settled': [409, 'The folio is not settled'],
  'folio-closed': [409, 'The stay has ended, and its folio with it'],
  'before-cut-off': [409, 'It is too early for that'],
  'stay-over': [409, 'It is too late for that'],
  'unit-occupied': [409, 'The unit is not free yet'],
  'reservation-changed': [409, 'Somebody else changed the reservation meanwhile'],
  'channel-reference-taken': [409, 'The channel has sent this booking before'],
  'deposit-missing': [409, 'The deposit is not paid'],
  'nothing-to-invoice': [409, 'Nothing is left to invoice'],
  'day-not-closable': [409, 'This day cannot be closed now'],
  'exceeds-authorized': [409, 'More than was authorized'],
  'exceeds-captured': [409, 'More than was captured'],
  'exceeds-charged': [409, 'More than was charged'],
  'guest-data-missing': [409, 'Data of guests is missing'],
  'several-files': [409, 'The answer is more than one file'],
  'too-large': [413, 'The request is too large'],
  invalid: [422, 'The request is not valid'],
  restricted: [422, 'These nights may not be sold so'],
  'idempotency-key-reused': [422, 'The key was used for another request'],
  internal: [500, 'Something went wrong'],
  busy: [503, 'Too busy at the moment, try again'],
  'database-unavailable': [503, 'The database does not answer'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>;
export type ProblemSlug = keyof typeof problems;

/** What is wrong with one field; `path` as in `body.services.0.code`. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** An answer that is not the one hoped for: thrown anywhere, sent as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly slug: ProblemSlug;
  readonly status: ContentfulStatusCode;
  readonly errors: readonly FieldError[];

  constructor(slug: ProblemSlug, detail: string, errors: readonly FieldError[] = []) {
    super(detail);
    this.slug = slug;
    this.status = problems[slug][0];
    this.errors = errors;
  }
}

/** A problem's JSON; `tenant` is absent when none was found. */
export function problemBody(problem: Problem, tenant: string | undefined): Record<string, unknown> {
  return {
    ...(tenant === undefined ? {} : { tenant }),
    type: `urn:bilancia:problem:${problem.slug}`,
    title: problems[problem.slug][1],
    status: problem.status,
    detail: problem.message,
    slug: problem.slug,
    ...(problem.errors.length === 0 ? {} : { errors: problem.errors }),
  };
}
