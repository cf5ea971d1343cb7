// @module-tag needs/k6
// @module-tag needs/cluster
// @module-tag needs/openssl
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { generatorsLeft, startRun } from './start-run.ts';
import { openSmallSite, type SmallSite } from './small-site.ts';
import { outcomeWithoutMachine, resultOf } from './test-cluster.ts';

const exec = promisify(execFile);

const text = `import http from 'k6/http';
export const options = { vus: 4, duration: '60s', thresholds: { http_req_duration: ['p(95)<5000'] } };
export default () => { http.get(__ENV.BILANCIA_BASE_URL + '/ok?' + Math.random()); };
`;

describe("a script of the user's own that is cut short", () => {
  let site: SmallSite;
  let folder: string;
  let args: string[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-own-scripts-'));
    site = await openSmallSite();
    args = [join(folder, 'own.js'), '--target', join(folder, 'target.yml')];
    await writeFile(join(folder, 'own.js'), text);
    const target = `name: theirs\nbaseUrl: ${site.url}\nhealthPath: /ok\n`;
    await writeFile(join(folder, 'target.yml'), target);
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s is inconclusive, and says what its thresholds were until then',
    async (signal) => {
      const run = startRun(args, join(folder, signal));
      await run.underLoad();
      run.kill(signal);
      const ended = await run.ended;
      const { verdict } = resultOf(ended);
      expect(outcomeWithoutMachine(verdict)).toBe('inconclusive');
      expect(verdict.reasons).toContainEqual(
        expect.stringMatching(/^The run ended early \(it was interrupted\): judged on \d+ s\.$/),
      );
      expect(verdict.script?.thresholds).toMatchObject([{ condition: 'p(95)<5000', met: true }]);
      expect((await readManifest(run.folder)).endedAt).toBeDefined();
      expect(await generatorsLeft(run.folder)).toEqual([]);
    },
  );

  it('by a full disk ends, and keeps what was written', { tags: ['needs/mount'] }, async () => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    await exec('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk]);
    try {
      const run = startRun(args, join(disk, 'run'));
      const { status, stderr } = await run.ended;
      expect(stderr).toMatch(/^The disk that holds \/\S+ is full\. /);
      expect(status).toBe(2);
      expect(await generatorsLeft(run.folder)).toEqual([]);
      expect(await readdir(run.folder)).toContain('run.json');
    } finally {
      await exec('umount', [disk]);
    }
  });
});
