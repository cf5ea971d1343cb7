import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Registry } from 'prom-client';
import type { Configuration } from '../configuration.ts';
import type { Databases } from '../database/databases.ts';
import type { Reader } from '../database/handles.ts';
import type { Catalogs } from '../catalog/catalog.ts';
import type { FrontEnd } from '../front-end/files.ts';
import type { Logger } from '../logging/logger.ts';
import type { Tables } from '../schema/tables.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { Tenant, TenantDirectory } from '../tenants/tenants.ts';
import type { UsageMeter } from '../tenants/usage.ts';

/** What every module is given. Time, chance and ids come from here, so that tests can choose them. */
export interface Dependencies {
  readonly configuration: Configuration;
  readonly databases: Databases;
  readonly tenants: TenantDirectory;
  readonly catalogs: Catalogs;
  readonly sessions: SessionStore;
  readonly usage: UsageMeter;
  /** The booking page and what it loads. */
  readonly frontEnd: FrontEnd;
  readonly logger: Logger;
  /** Register a module's own metrics here. */
  readonly registry: Registry;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly newId: () => string;
  /** Aborted when the task begins to drain: end long responses then. */
  readonly draining: AbortSignal;
}

export interface RequestVariables {
  requestId: string;
  log: Logger;
  /** Set for all but the task's own routes (health, metrics, OpenAPI). */
  tenant: Tenant;
  /** The same client wrote just now: its reads must go to the writer. */
  fresh: boolean;
  /** The body of an operation that takes a form, with what an object of strings would hide: repeated parameters. */
  form: URLSearchParams;
}

export interface PmsEnv {
  Bindings: HttpBindings;
  Variables: RequestVariables;
}

export type PmsContext = Context<PmsEnv>;

/** Where this request's reads go: to a reader, or to the writer when the client just wrote. */
export function readsOf(c: PmsContext): Reader<Tables> {
  const { database } = c.get('tenant');
  return c.get('fresh') ? database.writer : database.reader;
}
