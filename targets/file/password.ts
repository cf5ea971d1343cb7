import { knownError } from '../../core/errors.ts';

/** Variables of the environment. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The password in a variable of the environment. @throws bad-value when there is none */
export function passwordIn(env: Env, variable: string, user: string): string {
  const password = env[variable];
  if (password !== undefined) return password;
  const expected = `set to the password of database user ${user}`;
  throw knownError('bad-value', { what: `Environment variable ${variable}`, given: '', expected });
}
