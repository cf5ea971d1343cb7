import type { z } from 'zod';
import type { PmsContext } from '../framework/deps.ts';
import type { AnyInput, Operation } from '../framework/endpoint.ts';
import { type FieldError, Problem } from '../problem.ts';
import { readText } from './body.ts';

/**
 * What a request says, checked by its operation's schemas.
 * @throws Problem malformed, too-large, not-found for an impossible path, or invalid with the path of every wrong field
 */
export async function readInput(c: PmsContext, operation: Operation): Promise<AnyInput> {
  const errors: FieldError[] = [];
  const check = (part: string, schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    errors.push(...parsed.error.issues.map((issue) => fieldError(part, issue)));
    return undefined;
  };
  const input = {
    params: check(
      'path',
      operation.params,
      operation.params === undefined ? undefined : c.req.param(),
    ),
    query: check(
      'query',
      operation.query,
      operation.query === undefined ? undefined : c.req.query(),
    ),
    headers: check(
      'header',
      operation.headers,
      operation.headers === undefined ? undefined : c.req.header(),
    ),
    body: check(
      'body',
      operation.body,
      operation.body === undefined ? undefined : await readBody(c, operation),
    ),
  };
  const first = errors[0];
  if (first === undefined) return input;
  // A path that cannot be is a place where nothing is.
  const unknown = errors.find((error) => error.path.startsWith('path.'));
  if (unknown !== undefined)
    throw new Problem('not-found', `${unknown.path}: ${unknown.message}`, errors);
  throw new Problem('invalid', `${first.path}: ${first.message}`, errors);
}

function fieldError(part: string, issue: z.core.$ZodIssue): FieldError {
  return { path: [part, ...issue.path].join('.'), message: issue.message };
}

async function readBody(c: PmsContext, operation: Operation): Promise<unknown> {
  const text = await readText(c);
  if (operation.bodyType === 'application/x-www-form-urlencoded') {
    c.set('form', new URLSearchParams(text));
    return Object.fromEntries(c.get('form'));
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Problem('malformed', `The body is not JSON: ${reason}.`);
  }
}
