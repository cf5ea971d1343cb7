import { knownError } from '../../core/errors.ts';
import type { TargetDatabase } from '../target.ts';
import type { TargetFile } from './schema.ts';

/** Variables of the environment. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The password in a variable of the environment. @throws bad-value when there is none */
export function passwordIn(env: Env, variable: string, user: string): string {
  const password = env[variable];
  if (password !== undefined) return password;
  const expected = `set to the password of database user ${user}`;
  throw knownError('bad-value', { what: `Environment variable ${variable}`, given: '', expected });
}

type Audit = NonNullable<NonNullable<TargetFile['database']>['audit']>;

/** The account for write audits that a target file names. @throws bad-value when its password is not set */
export function auditAccount(
  { user, schema, passwordFrom }: Audit,
  env: Env,
): NonNullable<TargetDatabase['audit']> {
  return { user, schema, password: passwordIn(env, passwordFrom, user) };
}
