import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { findProgram } from '../processes/programs.ts';
import { hasProxy, proxyJars } from './location.ts';

/** The proxy and the driver by which it reaches MariaDB, with all that they need. */
const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bilancia</groupId><artifactId>sql-proxy</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.shardingsphere</groupId><artifactId>shardingsphere-proxy-bootstrap</artifactId><version>5.1.0</version></dependency>
    <dependency><groupId>mysql</groupId><artifactId>mysql-connector-java</artifactId><version>8.0.28</version></dependency>
  </dependencies>
</project>
`;

/** Fetches the SQL proxy's jars into the cache, once, by Maven. @throws component-missing, build-failed */
export async function fetchProxy(
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<void> {
  const jars = proxyJars(env);
  if (hasProxy(jars)) return;
  const maven = findProgram('mvn', env['PATH']);
  if (maven === undefined) {
    const remedy = 'On Debian or Ubuntu: apt-get install maven.';
    throw knownError('component-missing', { component: 'mvn', remedy });
  }
  say('fetching ShardingSphere-Proxy 5.1.0 (70 MB)');
  await mkdir(dirname(jars), { recursive: true });
  const draft = await mkdtemp(`${jars}-`);
  try {
    await writeFile(join(draft, 'pom.xml'), project);
    const args = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${draft}/jars`];
    await promisify(execFile)(maven, args, { cwd: draft, env: { ...env } });
    await rename(join(draft, 'jars'), jars);
  } catch (error) {
    throw knownError(
      'build-failed',
      { what: 'ShardingSphere-Proxy', reason: reasonOf(error) },
      error,
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
