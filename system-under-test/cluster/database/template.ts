import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { endChild } from '../../../core/child-process.ts';
import { hasCode } from '../../../core/errors.ts';
import { parseTenantsFile, type TenantsFile } from '../../pms/tenants-file.ts';
import type { ClusterOptions } from '../options.ts';
import { type Secrets, secretsSchema } from '../state.ts';
import type { Launcher } from '../processes/launcher.ts';
import { makeAccounts, newSecrets } from './accounts.ts';
import { preparationArguments } from './node.ts';
import { makeOwnFolder } from '../own-folder.ts';
import { linkFolder } from './link-folder.ts';
import { query } from './query.ts';
import { fillDatabases, newTenants } from './seed.ts';
import { templateKey } from './template-key.ts';
import { templatesFolder } from '../cache.ts';

/** A seeded data folder, and the accounts that it was made with. */
export interface Template {
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly tenants: TenantsFile;
}

const accountsSchema = z.object({ secrets: secretsSchema, tenants: z.unknown() });

/**
 * The template for these options and this day: kept from an earlier start, or made now. The cluster has it in its own
 * folder from then on, as it needs it for every node that it makes anew, however long after its start.
 */
export async function openTemplate(
  options: ClusterOptions,
  today: string,
  launcher: Launcher,
  say: (line: string) => void,
): Promise<Template> {
  const root = templatesFolder();
  await makeOwnFolder(root, 'XDG_CACHE_HOME');
  const version = await launcher.outputOf('mariadbd', ['--no-defaults', '--version']);
  const key = await templateKey(options, today, version);
  const kept = join(root, key);
  const own = launcher.paths.template;
  while (!(await linkFolder(kept, own))) {
    await removeOld(root, today, key, launcher.token);
    say('preparing the databases (kept for later starts today)');
    // The token in its name lets the reaper remove it when we do not get to the end.
    const draft = join(root, `.draft-${launcher.token}-${randomBytes(4).toString('hex')}`);
    await makeTemplate(draft, options, today, launcher);
    try {
      await rename(draft, kept);
    } catch (error) {
      if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) throw error;
      // Another start was faster with the same template.
      await rm(draft, { recursive: true, force: true });
    }
  }
  return readTemplate(own);
}

async function readTemplate(folder: string): Promise<Template> {
  const text = await readFile(join(folder, 'accounts.json'), 'utf8');
  const { secrets, tenants } = accountsSchema.parse(JSON.parse(text));
  return { dataFolder: join(folder, 'data'), secrets, tenants: parseTenantsFile(tenants) };
}

/**
 * Templates hold one year from their day on: those of other days are of no use to a start, nor are those of an older
 * seed. Clusters that run have their own links. Drafts belong to their reapers, but those of a day ago have none any more.
 */
async function removeOld(root: string, today: string, key: string, token: string): Promise<void> {
  const hour = 3_600_000;
  const sameOptions = key.slice(0, key.lastIndexOf('-') + 1);
  for (const name of await readdir(root)) {
    const path = join(root, name);
    const found = await stat(path).catch(ifThere);
    if (found === undefined) continue;
    const age = Date.now() - found.mtimeMs;
    const superseded = name.startsWith(sameOptions) && age > hour;
    const deadDraft = name.startsWith('.') && age > 24 * hour;
    const otherDay = !name.startsWith('.') && !name.startsWith(today);
    if (!superseded && !deadDraft && !otherDay) continue;
    // In one step, for a start that links it just now; the token is for the reaper, as with drafts.
    const gone = join(root, `.gone-${token}-${name}`);
    await rename(path, gone).catch(ifThere);
    await rm(gone, { recursive: true, force: true });
  }
}

/** Another start may have removed it first. */
function ifThere(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}

async function makeTemplate(
  folder: string,
  options: ClusterOptions,
  today: string,
  launcher: Launcher,
): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  await launcher.runToEnd('mariadb-install-db', [
    '--no-defaults',
    ...asRoot,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--innodb-log-file-size=32M',
  ]);
  await chmod(data, 0o700);
  const socket = join(launcher.paths.folder, 'template.sock');
  const server = launcher.start('template', 'mariadbd', [
    ...preparationArguments(data, socket, launcher.paths.temporary('template')),
  ]);
  const secrets = newSecrets();
  const tenants = newTenants();
  await server.untilItWorks(
    () => query(socket, { user: 'root', password: '' }, ['SELECT 1']),
    20_000,
  );
  await fillDatabases({ socketPath: socket, user: 'root', password: '' }, options, tenants, today);
  const schemas = [...tenants.tenants.map((tenant) => tenant.schema), tenants.platform.schema];
  await makeAccounts(socket, secrets, schemas);
  await endChild(server.child, 30_000);
  const accounts = join(folder, 'accounts.json');
  await writeFile(accounts, JSON.stringify({ secrets, tenants }), { mode: 0o600 });
}
