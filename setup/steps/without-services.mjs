import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { onPath } from '../ground/on-path.mjs';
import { quietly } from '../ground/quietly.mjs';

/** Asked by Debian's packages before they start or stop a service. */
const systemPolicy = '/usr/sbin/policy-rc.d';
/** What a policy answers to forbid an action (invoke-rc.d's convention). */
const forbidden = 101;
/** @type {Readonly<Record<string, readonly string[]>>} */
const services = {
  'mariadb-server': ['mariadb'],
  haproxy: ['haproxy'],
  memcached: ['memcached'],
  varnish: ['varnish', 'varnishncsa'],
};

/**
 * Runs `install` so that no package starts its service, neither now (a policy-rc.d that forbids it, put back as it was
 * afterwards) nor at the next start of the machine (what was just installed is left disabled).
 *
 * @param {() => Promise<unknown>} install
 * @param {readonly string[]} packages those that are being installed
 * @param {string} [policy]
 */
export async function withoutServices(install, packages, policy = systemPolicy) {
  const restore = forbidServices(policy);
  try {
    await install();
  } finally {
    restore();
  }
  await disable(packages);
}

/**
 * @param {string} policy
 * @returns {() => void} puts things back
 */
function forbidServices(policy) {
  if (existsSync(policy) && spawnSync(policy, ['mariadb', 'start']).status === forbidden)
    return () => undefined;
  const kept = `${policy}.kept-by-bilancia`;
  const hadOne = existsSync(policy);
  if (hadOne) renameSync(policy, kept);
  writeFileSync(policy, `#!/bin/sh\nexit ${forbidden}\n`, { mode: 0o755 });
  return () => {
    rmSync(policy, { force: true });
    if (hadOne) renameSync(kept, policy);
  };
}

/** @param {readonly string[]} packages */
async function disable(packages) {
  const systemctl = onPath('systemctl', process.env);
  const units = Object.entries(services).flatMap(([name, own]) =>
    packages.includes(name) ? own : [],
  );
  if (systemctl === undefined || units.length === 0) return;
  await quietly(systemctl, ['--root=/', 'disable', ...units.map((unit) => `${unit}.service`)]);
}
