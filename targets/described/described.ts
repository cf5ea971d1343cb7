import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { knownError, reasonOf } from '../../core/errors.ts';
import type { Endpoints, Instance } from '../../core/topology.ts';
import { type Env, auditAccount, passwordIn } from '../file/password.ts';
import { readTargetFile } from '../file/read.ts';
import { type TargetFile, type TargetNode, targetSchema } from '../file/schema.ts';
import type { Target, TargetDatabase } from '../target.ts';

/**
 * Reads a target file, and asks AWS what is there if it says where.
 * @throws unreadable-file and bad-text for the file, bad-value when the password is not set, and what AWS answers
 */
export async function describedTarget(path: string, env: Env): Promise<Target> {
  const file = await readTargetFile(path);
  const described = await systemIn(file, path, env);
  if (file.aws === undefined) return described;
  // AWS's clients take long to load.
  const { awsTarget } = await import('../aws/target.ts');
  return awsTarget(described, { ...file, aws: file.aws }, env);
}

/**
 * A system of which nothing but its URL is known.
 * @throws bad-value when it is none that a target file may have
 */
export async function targetAt(url: string): Promise<Target> {
  const name = URL.parse(url)?.host;
  const file = targetSchema.safeParse({ name, baseUrl: url });
  if (file.success) return systemIn(file.data, '', {});
  const [issue] = file.error.issues;
  throw knownError('bad-value', {
    what: 'The target',
    given: url,
    expected: issue?.message ?? 'an http URL',
  });
}

/** The system as its file describes it, without what AWS tells. @throws unreadable-file, bad-value */
export async function systemIn(file: TargetFile, path: string, env: Env): Promise<Target> {
  const { host } = new URL(file.baseUrl);
  const ca = file.ca === undefined ? {} : { ca: await certificates(path, file.ca) };
  const database = file.database === undefined ? undefined : databaseOf(file.database, env);
  const { writer, readers } = database ?? { readers: [] };
  return {
    name: file.name,
    kind: 'described',
    healthPath: file.healthPath,
    tenants: file.tenants ?? [{ id: file.name, host, weight: 1 }],
    ...(file.staff === undefined ? {} : { staffFile: resolve(dirname(path), file.staff) }),
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
    ...(database === undefined ? {} : { database }),
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

/** The database that a file tells all of; of an AWS target its cluster does. */
function databaseOf(
  { passwordFrom, writer, readers, user, audit, schemas }: NonNullable<TargetFile['database']>,
  env: Env,
): TargetDatabase | undefined {
  if (writer === undefined || passwordFrom === undefined) return undefined;
  return {
    writer: instance('writer', writer),
    readers: readers.map((reader) => instance('reader', reader)),
    user,
    password: passwordIn(env, passwordFrom, user),
    ...(audit === undefined ? {} : { audit: auditAccount(audit, env) }),
    schemas,
  };
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
