import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../core/cache-folder.ts';
import { knownError } from '../../../core/errors.ts';
import { findProgram } from '../processes/programs.ts';

const jarOfTheProxy = 'shardingsphere-proxy-bootstrap-5.1.0.jar';

/** Where its jars are: `BILANCIA_SQL_PROXY`, or what "bilancia doctor --sql-proxy" keeps. */
export function proxyJars(env: Readonly<Record<string, string | undefined>>): string {
  return env['BILANCIA_SQL_PROXY'] ?? join(cacheFolder(env), 'sql-proxy-5.1.0');
}

export function hasProxy(jars: string): boolean {
  return existsSync(join(jars, jarOfTheProxy));
}

/**
 * Java, and the folder of the proxy's jars. The first must be a JDK: our own main class is compiled as it starts.
 * @throws component-missing
 */
export function findProxy(
  env: Readonly<Record<string, string | undefined>>,
  find = findProgram,
): { readonly java: string; readonly jars: string } {
  const jars = proxyJars(env);
  if (!hasProxy(jars)) {
    const remedy = 'Fetch it with "bilancia doctor --sql-proxy" (70 MB, by Maven).';
    throw knownError('component-missing', { component: 'ShardingSphere-Proxy', remedy });
  }
  const [java, compiler] = [find('java', env['PATH']), find('javac', env['PATH'])];
  if (java !== undefined && compiler !== undefined) return { java, jars };
  throw knownError('component-missing', {
    component: java === undefined ? 'java' : 'javac',
    remedy: 'On Debian or Ubuntu: apt-get install default-jdk-headless.',
  });
}
