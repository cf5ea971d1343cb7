import { appendFileSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cacheFolder, ownHome } from '../../bin/cache-folder.mjs';
import { buildOnce } from '../ground/build-once.mjs';
import { onPath } from '../ground/on-path.mjs';
import { quietly } from '../ground/quietly.mjs';
import { SetUpError } from '../ground/set-up-error.mjs';
import { cachedPath, moduleFolder } from './locate.mjs';

/** What each build is, in words. */
const titles = { v2: 'k6 v2', 'v1-xk6-ts': 'k6 v1 with xk6-ts' };
const withoutDebugging = ['-gcflags=all=-dwarf=false', '-ldflags', '-s -w'];
/** Each package has a compiler of its own, which is gone before it pays to clean up behind it: a sixth of the time. */
const hasty = { GOGC: 'off', GOMEMLIMIT: '1GiB' };
const xk6Ts = { module: 'github.com/grafana/xk6-ts', version: 'v0.2.6' };

/**
 * Builds k6 with Go from the pinned module in this folder into the user's cache folder, unless it is there. Minutes from
 * an empty module cache. `say` is told what goes on, a line at a time.
 *
 * @param {import('./locate.mjs').K6Build} build
 * @param {{ env: import('./locate.mjs').Environment, say: (line: string) => void, givenUp?: AbortSignal }} context
 * @returns {Promise<string>} the path of the executable
 * @throws {SetUpError} when there is no Go, no xk6-ts, or the build fails
 */
export async function buildK6(build, { env, say, givenUp }) {
  const go = requireGo(env);
  const path = cachedPath(build, env);
  await buildOnce(dirname(path), {
    isThere: () => existsSync(path),
    onWait: (pid) => say(`${titles[build]}: process ${pid} is building it, waiting`),
    build: (workshop) => compile(build, workshop, { go, env, say, givenUp }),
  });
  return path;
}

/**
 * The Go to build with.
 * @param {import('./locate.mjs').Environment} env
 */
export function requireGo(env) {
  const go = onPath('go', env);
  if (go !== undefined) return go;
  throw new SetUpError(
    'There is neither k6 nor Go to build it. Install Go 1.21 or newer (https://go.dev/dl/), or k6 v2 ' +
      '(https://grafana.com/docs/k6/latest/set-up/install-k6/) on the PATH or named by BILANCIA_K6, and run this again.',
  );
}

/**
 * @param {import('./locate.mjs').K6Build} build
 * @param {string} workshop
 * @returns {Promise<string>} the folder that holds the executable
 * @param {{ go: string, env: import('./locate.mjs').Environment, say: (line: string) => void, givenUp: AbortSignal | undefined }} context
 */
async function compile(build, workshop, { go, env, say, givenUp }) {
  cpSync(moduleFolder(build), workshop, { recursive: true });
  const options = {
    cwd: workshop,
    env: { ...goFolders(env), ...process.env, ...env },
    ...(givenUp === undefined ? {} : { signal: givenUp }),
  };
  const built = join(workshop, 'built');
  mkdirSync(built);
  const title = titles[build];
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const flags = build === 'v1-xk6-ts' ? await provideXk6Ts(workshop, { go, env }) : [];
  const done = { downloaded: 0, compiled: 0 };
  say(`${title}: building it with Go, which takes minutes the first time`);
  const ticker = setInterval(() => {
    say(
      `${title}: ${done.downloaded} modules fetched, ${done.compiled} packages compiled in ${seconds()} s`,
    );
  }, 15_000);
  try {
    await quietly(
      go,
      ['build', '-v', '-trimpath', ...withoutDebugging, ...flags, '-o', join('built', 'k6'), '.'],
      {
        ...options,
        env: { ...hasty, ...options.env },
        onLine: (line) => {
          if (line.startsWith('go: downloading ')) done.downloaded += 1;
          else done.compiled += 1;
        },
      },
    );
  } finally {
    clearInterval(ticker);
  }
  say(`${title}: built in ${seconds()} s`);
  return built;
}

/**
 * Go keeps modules and what it compiled in the user's home. Where there is none, they go to our folder.
 * @param {import('./locate.mjs').Environment} env
 */
function goFolders(env) {
  if (ownHome(env) !== undefined) return {};
  const kept = cacheFolder(env);
  return { GOPATH: join(kept, 'go'), GOCACHE: join(kept, 'go-build') };
}

/**
 * Makes the module xk6-ts available to the build: from `BILANCIA_XK6_TS`, else the module proxy, else a copy beside the
 * project, since not every proxy serves it.
 *
 * @param {string} workshop
 * @param {{ go: string, env: import('./locate.mjs').Environment }} context
 * @returns {Promise<string[]>} further flags of `go build`
 */
async function provideXk6Ts(workshop, { go, env }) {
  const given = env['BILANCIA_XK6_TS'];
  if (given) return replaceXk6Ts(workshop, resolve(given));
  const pinned = `${xk6Ts.module}@${xk6Ts.version}`;
  const refusal = await quietly(go, ['mod', 'download', pinned], {
    cwd: workshop,
    env: { ...goFolders(env), ...process.env, ...env },
  }).then(
    () => undefined,
    (thrown) => {
      if (thrown instanceof SetUpError) return thrown;
      throw thrown;
    },
  );
  if (refusal === undefined) return ['-mod=mod'];
  const beside = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'xk6-ts');
  if (existsSync(join(beside, 'go.mod'))) return replaceXk6Ts(workshop, beside);
  throw new SetUpError(
    `k6 with xk6-ts cannot be built: the Go module ${pinned} is not served here, and there is no copy at ${beside}. ` +
      `Name a folder that holds it with BILANCIA_XK6_TS. ${refusal.message}`,
  );
}

/**
 * @param {string} workshop
 * @param {string} folder
 */
function replaceXk6Ts(workshop, folder) {
  if (!existsSync(join(folder, 'go.mod'))) {
    throw new SetUpError(`BILANCIA_XK6_TS is "${folder}", but there is no go.mod in it.`);
  }
  appendFileSync(join(workshop, 'go.mod'), `\nreplace ${xk6Ts.module} => ${folder}\n`);
  return [];
}
