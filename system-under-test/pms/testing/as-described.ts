import { deepStrictEqual } from 'node:assert/strict';
import type { Endpoint } from '../framework/endpoint.ts';

export interface Exchange {
  readonly method: string;
  /** With or without query. */
  readonly path: string;
  readonly status: number;
}

/**
 * Holds an answer against the schema that the API's description gives for it: nothing missing, nothing more.
 *
 * @throws when the two differ, or when a success is not described at all
 */
export function demandAsDescribed(
  endpoints: readonly Endpoint[],
  { method, path, status }: Exchange,
  answer: unknown,
): void {
  const [plain = ''] = path.split('?');
  const found = endpoints.find(
    ({ operation }) =>
      operation.method === method.toLowerCase() &&
      new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  const schema = found?.operation.responses[status]?.schema;
  if (schema) deepStrictEqual(schema.parse(answer), answer);
  else if (status < 400) throw new Error(`${method} ${plain} with ${status} is not described`);
}
