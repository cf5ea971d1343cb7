import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { knownError, reasonOf } from '../core/errors.ts';
import { hostNamed } from '../core/host.ts';
import type { Endpoints, Instance } from '../core/topology.ts';
import type { Target, TargetDatabase } from './target.ts';

const node = z.strictObject({
  name: z.string().min(1),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).default(3306),
  /** Availability zone, instance class and promotion tier, for those who judge by them. */
  zone: z.string().min(1).optional(),
  class: z.string().min(1).optional(),
  tier: z.int().min(0).max(15).optional(),
});

const passwordFrom = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, 'must be the name of an environment variable');

const hostAndPort = z
  .string()
  .regex(/^([^:\s/]+|\[[0-9a-f:]+\]):\d{1,5}$/i, 'must be host:port, such as 10.0.0.2:53');

/** A target file: a system of the user's own, described in YAML. */
const targetFile = z.strictObject({
  /** What reports call it. */
  name: z.string().min(1),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !/[?#]/.test(url), {
      message: 'must end with its host or path, without a query (?) or fragment (#)',
    })
    .refine((url) => new URL(url).username === '' && new URL(url).password === '', {
      message: 'must not hold a user or password: it stands in every report',
    }),
  /** Path that answers 200 when the system is ready for load. */
  healthPath: z.string().startsWith('/').default('/'),
  /** File of certificates (PEM) to trust as well, beside the target file unless absolute. */
  ca: z.string().min(1).optional(),
  /** Sites, told apart by `Host`; without any, one whose host is the base URL's. */
  tenants: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        host: z.string().min(1),
        weight: z.number().positive().default(1),
      }),
    )
    .min(1)
    .optional(),
  /** Hosts that are the system's as well, e.g. of its images: all ports of `host`, or one as `host:port`. */
  alsoHosts: z
    .array(
      z.string().refine((host) => hostNamed(host) !== undefined, {
        message: 'must be a host such as cdn.example.com or cdn.example.com:8443, not a URL',
      }),
    )
    .default([]),
  /** What it is known to take: more visitors are refused before load begins. */
  limits: z.strictObject({ connections: z.number().int().positive() }).optional(),
  /** Needed for the booking invariants only; the schema must be that of the reference system. */
  database: z
    .strictObject({
      writer: node,
      readers: z.array(node).default([]),
      user: z.string().min(1),
      /** Environment variable that holds the password: no secret stands in a file. */
      passwordFrom,
      /** The endpoint of all readers, the name server that answers for it, and the resolver that clients ask. */
      readerEndpoint: hostAndPort.optional(),
      nameServer: hostAndPort.optional(),
      resolver: hostAndPort.optional(),
      /** An endpoint that splits reads from writes. */
      sqlProxy: hostAndPort.optional(),
      /** An account that may write elements of write audits, in a schema with `element (id BIGINT, written_by INT)`. */
      audit: z
        .strictObject({ user: z.string().min(1), passwordFrom, schema: z.string().min(1) })
        .optional(),
      /** Schema of each tenant's database, by tenant id. */
      schemas: z.record(z.string(), z.string()),
    })
    .optional(),
});

type TargetFile = z.infer<typeof targetFile>;
type TargetNode = z.infer<typeof node>;

/**
 * Reads a target file.
 * @throws unreadable-file naming the path, the key and what was expected; bad-value when the password is not set
 */
export async function describedTarget(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Target> {
  return targetOf(checked(path, await read(path)), path, env);
}

/**
 * A system of which nothing but its URL is known.
 * @throws bad-value when it is none that a target file may have
 */
export async function targetAt(url: string): Promise<Target> {
  const name = URL.parse(url)?.host;
  const file = targetFile.safeParse({ name, baseUrl: url });
  if (file.success) return targetOf(file.data, '', {});
  const [issue] = file.error.issues;
  throw knownError('bad-value', {
    what: 'The target',
    given: url,
    expected: `an http URL: ${issue?.message ?? 'not understood'}`,
  });
}

async function targetOf(
  file: TargetFile,
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Target> {
  const { host } = new URL(file.baseUrl);
  const ca = file.ca === undefined ? {} : { ca: await certificates(path, file.ca) };
  const database = file.database === undefined ? {} : { database: databaseOf(file.database, env) };
  const { writer, readers } = database.database ?? { readers: [] };
  return {
    name: file.name,
    kind: 'described',
    healthPath: file.healthPath,
    tenants: file.tenants ?? [{ id: file.name, host, weight: 1 }],
    alsoHosts: file.alsoHosts,
    instances: writer === undefined ? [] : [writer, ...readers],
    endpoints: {
      baseUrl: file.baseUrl,
      ...(writer === undefined ? {} : { writer: writer.address }),
      ...namesOf(file.database),
    },
    ...(file.limits === undefined ? {} : { limits: file.limits }),
    capabilities: {
      observe: [
        ...(writer === undefined ? [] : ['bookings' as const]),
        ...(readers.length === 0 ? [] : ['readers' as const]),
      ],
      break: [],
      sharesMachine: false,
    },
    ...database,
    ...ca,
  };
}

/** The file of certificates, which must be there and hold some. */
async function certificates(targetPath: string, given: string): Promise<string> {
  const path = resolve(dirname(targetPath), given);
  const refuse = (reason: string, cause?: unknown): Error => {
    const expected = 'certificates in PEM';
    return knownError(
      'unreadable-file',
      { what: 'Certificate file', path, reason, expected },
      cause,
    );
  };
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw refuse(reasonOf(error), error);
  });
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw refuse('there is no certificate in it');
  return path;
}

async function read(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw unreadable(path, (reasonOf(error).split('\n')[0] ?? '').replace(/:$/, ''), error);
  }
}

function checked(path: string, value: unknown): TargetFile {
  const result = targetFile.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw unreadable(path, `${where}${issue?.message ?? 'not understood'}`, result.error);
}

function unreadable(path: string, reason: string, cause: unknown): Error {
  const expected =
    'a YAML file with name and baseUrl, and if wanted healthPath, ca, tenants, alsoHosts, limits and database';
  return knownError('unreadable-file', { what: 'Target file', path, reason, expected }, cause);
}

function databaseOf(
  {
    passwordFrom: variable,
    writer,
    readers,
    user,
    schemas,
    audit,
  }: NonNullable<TargetFile['database']>,
  env: Readonly<Record<string, string | undefined>>,
): TargetDatabase {
  return {
    writer: instance('writer', writer),
    readers: readers.map((reader) => instance('reader', reader)),
    user,
    password: passwordIn(env, variable, user),
    ...(audit === undefined
      ? {}
      : {
          audit: {
            user: audit.user,
            schema: audit.schema,
            password: passwordIn(env, audit.passwordFrom, audit.user),
          },
        }),
    schemas,
  };
}

function passwordIn(
  env: Readonly<Record<string, string | undefined>>,
  variable: string,
  user: string,
): string {
  const password = env[variable];
  if (password !== undefined) return password;
  const expected = `set to the password of database user ${user}`;
  throw knownError('bad-value', { what: `Environment variable ${variable}`, given: '', expected });
}

/** Names and addresses that a file gives beside the nodes. */
function namesOf(database: TargetFile['database']): Partial<Endpoints> {
  const { readerEndpoint, nameServer, resolver, sqlProxy } = database ?? {};
  return {
    ...(readerEndpoint === undefined ? {} : { reader: readerEndpoint }),
    ...(nameServer === undefined ? {} : { nameServer }),
    ...(resolver === undefined ? {} : { resolver }),
    ...(sqlProxy === undefined ? {} : { sqlProxy }),
  };
}

function instance(role: Instance['role'], given: TargetNode): Instance {
  const { name, host, port, zone, class: size, tier } = given;
  return {
    id: name,
    role,
    address: `${host}:${port}`,
    ...(zone === undefined ? {} : { zone }),
    ...(size === undefined ? {} : { class: size }),
    ...(tier === undefined ? {} : { tier }),
  };
}
