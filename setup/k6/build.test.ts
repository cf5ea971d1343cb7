import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildK6 } from './build.mjs';
import { cachedPath, locateK6 } from './locate.mjs';

/**
 * Stands for Go: "builds" a k6 that only tells its version, counts the builds and keeps the go.mod that it was given.
 * Fetching the module xk6-ts fails, as it does where the proxy does not serve it.
 */
const go = `#!/bin/sh
if [ "$1" = mod ]; then echo 'not served here' >&2; exit 1; fi
if [ -n "$BROKEN" ]; then echo 'main.go:3:8: no such package' >&2; exit 1; fi
echo build >> "$LOG"
cp go.mod "$LOG.go.mod"
sleep 0.3
printf '#!/bin/sh\\necho "k6 v2.2.0 (fake)"\\n' > built/k6
chmod +x built/k6
`;

describe('k6 is built', () => {
  let folder: string;
  let env: Record<string, string>;
  let said: string[];
  const say = (line: string): number => said.push(line);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-build-'));
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin', 'go'), go);
    await chmod(join(folder, 'bin', 'go'), 0o755);
    env = {
      PATH: `${folder}/bin:/usr/bin:/bin`,
      XDG_CACHE_HOME: join(folder, 'cache'),
      LOG: join(folder, 'log'),
    };
    said = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('into the cache folder, where it is found, and nothing else is left there', async () => {
    const path = await buildK6('v2', { env, say });
    expect(await locateK6('v2', env)).toEqual({ path, version: 'v2.2.0', from: 'cache' });
    expect(await readdir(join(folder, 'cache', 'bilancia', 'k6'))).toHaveLength(1);
    expect(said).toEqual([
      'k6 v2: building it with Go, which takes minutes the first time',
      expect.stringMatching(/^k6 v2: built in \d+ s$/),
    ]);
  });

  it('once, however many ask for it at the same time', async () => {
    const paths = await Promise.all(Array.from({ length: 3 }, () => buildK6('v2', { env, say })));
    expect(new Set(paths).size).toBe(1);
    expect(await readFile(join(folder, 'log'), 'utf8')).toBe('build\n');
    expect(said).toContain(`k6 v2: process ${process.pid} is building it, waiting`);
  });

  it('although a builder was killed before, whose remains are removed', async () => {
    const kept = dirname(cachedPath('v2', env));
    await mkdir(`${kept}.building-4194304-abc`, { recursive: true });
    // No process has the highest number that a kernel may give.
    await writeFile(`${kept}.lock`, '4194304');
    await buildK6('v2', { env, say });
    expect(await readdir(dirname(kept))).toHaveLength(1);
  });

  it('not at all when Go fails, and Go says why', async () => {
    const building = buildK6('v2', { env: { ...env, BROKEN: 'yes' }, say });
    await expect(building).rejects.toThrow(
      /" ended with 1\. The end of what it said:\nmain\.go:3:8: no such package$/,
    );
    expect(await locateK6('v2', env)).toBeUndefined();
  });

  it('with the copy of xk6-ts that BILANCIA_XK6_TS names', async () => {
    const copy = join(folder, 'xk6-ts');
    await mkdir(copy);
    await writeFile(join(copy, 'go.mod'), 'module github.com/grafana/xk6-ts\n');
    await buildK6('v1-xk6-ts', { env: { ...env, BILANCIA_XK6_TS: copy }, say });
    const goMod = await readFile(join(folder, 'log.go.mod'), 'utf8');
    expect(goMod.trimEnd().split('\n').at(-1)).toBe(`replace github.com/grafana/xk6-ts => ${copy}`);
  });

  it('not with a copy of xk6-ts that is none', async () => {
    const building = buildK6('v1-xk6-ts', { env: { ...env, BILANCIA_XK6_TS: folder }, say });
    await expect(building).rejects.toThrow(
      `BILANCIA_XK6_TS is "${folder}", but there is no go.mod in it.`,
    );
  });
});

describe('the pinned Go modules', () => {
  it.each(['v2', 'v1-xk6-ts'])('%s name no folder of any machine', async (build) => {
    expect(await readFile(join(import.meta.dirname, build, 'go.mod'), 'utf8')).not.toMatch(
      /^replace|=>/m,
    );
  });
});
