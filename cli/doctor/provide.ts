import { knownError } from '../../core/errors.ts';
import { buildMissingK6, findK6 } from '../../scenarios/engines/k6/location.ts';
import type { K6Build } from '../../scenarios/engines/k6/location.ts';
import { locate, programs } from './programs.ts';
import type { Environment, Program } from './programs.ts';

type Say = (line: string) => void;

/**
 * What `bilancia start` needs, before anything is started: the programs of others must be there, and k6 is built where
 * there is none.
 * @throws component-missing, build-failed, bad-value
 */
export async function provideComponents(env: Environment, say: Say): Promise<void> {
  requirePrograms(env);
  await provideK6('v2', env, say);
}

/** @throws build-failed, bad-value */
export async function provideK6(build: K6Build, env: Environment, say: Say): Promise<void> {
  if ((await findK6(env, build)) === undefined) await buildMissingK6(build, env, say);
}

function requirePrograms(env: Environment): void {
  const all: readonly Program[] = Object.values(programs);
  const missing = all.filter((one) => one.required && locate(one, env) === undefined);
  const [first, ...others] = missing;
  if (first === undefined) return;
  const also =
    others.length === 0 ? '' : ` Also missing: ${others.map(({ name }) => name).join(', ')}.`;
  const remedies = [...new Set(missing.map(({ remedy }) => remedy))].join(' ');
  throw knownError('component-missing', { component: first.name, remedy: `${remedies}${also}` });
}
