import { onPath, withServers } from '../ground/on-path.mjs';
import { quietly } from '../ground/quietly.mjs';
import { SetUpError } from '../ground/set-up-error.mjs';
import { withoutServices } from './without-services.mjs';

/**
 * Programs of the distribution: package name to the command that shows that it is there.
 * @typedef {Readonly<Record<string, string>>} Packages
 */

/** @type {Packages} */
export const clusterPackages = {
  'mariadb-server': 'mariadbd',
  haproxy: 'haproxy',
  memcached: 'memcached',
};

/**
 * Varnish is for `up --edge` alone, so only tests bring it along.
 * @type {Packages}
 */
export const testPackages = { ...clusterPackages, chromium: 'chromium', varnish: 'varnishd' };

/**
 * Installs what is missing by apt, without starting any service: the local cluster runs programs of its own.
 * @param {Packages} packages
 * @returns {import('../ground/set-up.mjs').Step}
 */
export function systemPackages(packages) {
  return async (env) => {
    const wide = withServers(env);
    const missing = Object.keys(packages).filter(
      (name) => onPath(packages[name] ?? name, wide) === undefined,
    );
    if (missing.length === 0) return undefined;
    const apt = onPath('apt-get', wide);
    if (apt === undefined || process.getuid?.() !== 0)
      throw new SetUpError(howToInstall(missing, apt !== undefined));
    return { what: missing.join(', '), provide: (say) => install(apt, missing, say) };
  };
}

/**
 * @param {readonly string[]} missing
 * @param {boolean} hasApt
 */
export function howToInstall(missing, hasApt) {
  const what = missing.join(' ');
  if (hasApt)
    return `Not installed: ${missing.join(', ')}. As root: apt-get install --no-install-recommends ${what}`;
  const elsewhere = what.replace('mariadb-server', 'mariadb');
  return (
    `Not installed: ${missing.join(', ')}. Install them with this system's package manager (Debian and Ubuntu: ` +
    `apt-get install ${what}; Homebrew: brew install ${elsewhere}), and run this again.`
  );
}

/**
 * @param {string} apt
 * @param {readonly string[]} missing
 * @param {import('../ground/set-up.mjs').Say} say
 */
async function install(apt, missing, say) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const command = [...wait, 'install', '--yes', '--no-install-recommends', ...missing];
  say(`${missing.join(', ')}: installing by apt`);
  const isKnown = await quietly(apt, ['--simulate', ...command], options).then(
    () => true,
    (thrown) => {
      if (thrown instanceof SetUpError) return false;
      throw thrown;
    },
  );
  if (!isKnown) await quietly(apt, [...wait, 'update'], options);
  await withoutServices(() => quietly(apt, command, options), missing);
  say(`${missing.join(', ')}: installed, no service started`);
}
