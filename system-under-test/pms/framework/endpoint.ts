import type { z } from 'zod';
import type { Problem } from '../problem.ts';
import type { Dependencies, PmsContext } from './deps.ts';

export type Method = 'get' | 'post' | 'put';

export interface ResponseDescription {
  readonly description: string;
  /** `application/json` when a schema is given, unless stated. */
  readonly mediaType?: string;
  readonly schema?: z.ZodType;
}

/** One row of the API: enough to check a request, and to be a line of the OpenAPI document. */
export interface Operation {
  readonly method: Method;
  /** As OpenAPI writes it: `/booking/v1/quotes/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** `tenant` needs a tenant; `staff` a bearer token too; `task` is about this process and counts for nobody. */
  readonly audience: 'tenant' | 'staff' | 'task';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly headers?: z.ZodType;
  readonly body?: z.ZodType;
  /** Of the body: JSON unless stated. A form is given to the schema as an object of strings. */
  readonly bodyType?: 'application/json' | 'application/x-www-form-urlencoded';
  /** By status. Problems every operation can answer (404 unknown-tenant, 422 invalid, 5xx) need not be listed. */
  readonly responses: Readonly<Record<number, ResponseDescription>>;
}

type Part<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What the schemas of an operation make of a request. */
export interface Input<O extends Operation> {
  readonly params: Part<O['params']>;
  readonly query: Part<O['query']>;
  readonly headers: Part<O['headers']>;
  readonly body: Part<O['body']>;
}

export type AnyInput = Readonly<Record<'params' | 'query' | 'headers' | 'body', unknown>>;

export interface Endpoint {
  readonly operation: Operation;
  /** Decides before the request is read whether it may come in: throws the problem that says no. */
  readonly admit?: (c: PmsContext) => Promise<void>;
  readonly handle: (c: PmsContext, input: AnyInput) => Response | Promise<Response>;
  /** How a tenant's visitors are told of a problem, when not as `application/problem+json`. */
  readonly tell?: (c: PmsContext, problem: Problem) => Response | Promise<Response>;
}

/** A module of the PMS: what it is given, and the endpoints it adds. */
export type Module = (deps: Dependencies) => readonly Endpoint[];

/** Ties an operation to the function that answers it; the function's input has the types of the operation's schemas. */
export function endpoint<const O extends Operation>(
  operation: O,
  handle: (c: PmsContext, input: Input<O>) => Response | Promise<Response>,
): Endpoint {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input was made by these very schemas
  return { operation, handle: (c, input) => handle(c, input as Input<O>) };
}

/** The path as the router writes it: `/booking/v1/quotes/:id`. */
export function routerPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
