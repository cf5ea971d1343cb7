// @module-tag needs/k6
// @module-tag needs/openssl
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locate, programs } from '../../../cli/doctor/programs.ts';
import { atMost } from '../at-most.ts';
import { untilValid } from '../until-valid.ts';
import { playByBilancia } from './by-bilancia.ts';
import { compared, type Comparison, isSpoiled } from './compared.ts';
import { browserKind, type Kind, kinds } from './kinds.ts';
import { type Play, playPlainly } from './plain-k6.ts';
import { openSite, type Site } from './site/site.ts';

const scripts = join(import.meta.dirname, 'scripts');
describe.concurrent('a public script', () => {
  let site: Site;
  let folder: string;
  const inTurn = atMost(2);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-public-scripts-'));
    site = await openSite();
    // It has other ports for gRPC and TLS.
    const target = `name: shop\nbaseUrl: ${site.url}\nhealthPath: /ok\nalsoHosts: ['127.0.0.1', localhost]\n`;
    await writeFile(join(folder, 'target.yml'), target);
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  const playIn = async ({ script, environment = {} }: Kind): Promise<Play> => {
    const own = await mkdtemp(join(folder, `${script}-`));
    return { script: join(scripts, script), settings: site.settings, environment, folder: own };
  };

  const playTwice = async (kind: Kind): Promise<Comparison> => {
    const { plain, played } = await untilValid(
      async () => {
        const plain = await playPlainly(await playIn(kind));
        const own = await playIn(kind);
        const environment = { ...own.environment, ...kind.environmentOfOurs };
        const played = await playByBilancia({ ...own, environment }, join(folder, 'target.yml'));
        return { plain, played };
      },
      (both) => isSpoiled(both.played),
    );
    return compared(kind, plain, played);
  };

  it.each(kinds)(
    'is what it is under plain k6, and is judged as a person would: $script',
    { timeout: 120_000 },
    async (kind) => {
      const { ours, expected } = await inTurn(() => playTwice(kind));
      expect(ours).toEqual(expected);
    },
  );

  it(
    'that drives a browser is what it is under plain k6, and is judged by its thresholds',
    { tags: ['needs/chromium'] },
    async () => {
      const environment = {
        K6_BROWSER_HEADLESS: 'true',
        K6_BROWSER_EXECUTABLE_PATH: locate(programs.chromium, process.env) ?? '',
        K6_BROWSER_ARGS: 'no-sandbox,disable-gpu,disable-background-networking',
      };
      const { ours, expected } = await inTurn(() => playTwice({ ...browserKind, environment }));
      expect(ours).toEqual(expected);
    },
  );

  it('of each kind that there is here is played', async () => {
    const files = (await readdir(scripts)).filter((name) => /\.[jt]s$/.test(name));
    const played = [...kinds, browserKind].map(({ script }) => script);
    expect(played.toSorted()).toEqual(files.toSorted());
  });
});
