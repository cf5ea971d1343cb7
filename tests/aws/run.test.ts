// @module-tag needs/k6
// @module-tag needs/python-programs
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { refusal } from '../../targets/aws/testing/wire.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { type SiteInAws, startSiteInAws } from './account-of-site.ts';

const script = `import http from 'k6/http';
import { sleep } from 'k6';
export const options = { vus: 4, duration: '5s' };
export default () => { http.get(__ENV.BILANCIA_BASE_URL + '/ok', { tags: { name: 'page' } }); sleep(0.1); };
`;

let site: SiteInAws;
let folder: string;
beforeAll(async () => {
  site = await startSiteInAws();
  folder = await mkdtemp(join(tmpdir(), 'bilancia-run-aws-'));
  const given: { aws: object } = JSON.parse(site.system.file);
  const aws = { ...given.aws, lateSeconds: 2 };
  const target = { ...given, baseUrl: site.url, healthPath: '/ok', aws };
  await writeFile(join(folder, 'target.yml'), JSON.stringify(target));
  await writeFile(join(folder, 'script.js'), script);
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  site.system.front.answer(() => undefined);
  site.system.front.forget();
});

const command = (...args: string[]): Promise<Ended> => bilancia(args, site.system.env, folder);

/** What a run said, when it began, and the requests that the site got of it. */
interface Played extends Ended {
  readonly from: number;
  readonly requests: number;
}

async function play(out: string): Promise<Played> {
  const [from, before] = [Date.now(), site.requests()];
  const ended = await command('run', './script.js', '--target', 'target.yml', '--out', out);
  // One was for the site's health.
  return { ...ended, from, requests: site.requests() - before - 1 };
}

const linesIn = async (out: string, file: string): Promise<string[]> =>
  (await readFile(join(folder, out, file), 'utf8')).split('\n').slice(0, -1);

async function expectWhole(out: string, { from, requests }: Played): Promise<void> {
  const lines = await linesIn(out, 'access.log');
  // What is fetched begins somewhat earlier.
  const own = lines.filter((line) => Date.parse(line.split(' ')[1] ?? '') >= from);
  expect([requests, requests + 1]).toContain(own.length);
  const events = await linesIn(out, 'container-events.ndjson');
  const { loadStartedAt = '', loadEndedAt = '' } = await readManifest(join(folder, out));
  // The load began within the second that is told.
  const [began, over] = [Date.parse(loadStartedAt) + 1000, Date.parse(loadEndedAt)];
  const told = site
    .told()
    .filter(({ at, hadAt }) => at >= began && hadAt <= over)
    .map(({ at }) => at);
  expect(told.length).toBeGreaterThan(0);
  for (const { id } of site.system.account.tasks) {
    const own = events.filter((line) => line.includes(id));
    expect(own.map((line) => JSON.parse(line).Timestamp)).toEqual(expect.arrayContaining(told));
  }
  expect(await linesIn(out, 'service-log.ndjson')).toContainEqual(
    expect.stringContaining('è tutto a posto'),
  );
}

describe('a run on a target in AWS', () => {
  it('writes what AWS tells into its folder, in spite of throttling, and only reads', async () => {
    let calls = 0;
    site.system.front.answer((asked) => {
      calls += 1;
      return calls % 4 === 0 ? refusal(asked, 'ThrottlingException', 'Rate exceeded') : undefined;
    });
    const played = await play('whole');
    const { status, stderr } = played;
    // Whatever the machine was like.
    expect([0, 3]).toContain(status);
    expect(stderr).toContain(
      'Waiting 2 s for lines of the access log, which AWS delivers late; Ctrl-C goes on without.\n',
    );
    await expectWhole('whole', played);
    const topology = (await linesIn('whole', 'topology.ndjson')).join('\n');
    for (const { id } of site.system.account.tasks) expect(topology).toContain(id);
    for (const reader of ['prod-db-2', 'prod-db-3'])
      expect(await linesIn('whole', 'readers.ndjson')).toContainEqual(
        expect.stringContaining(`"reader":"${reader}"`),
      );
    expect(await linesIn('whole', 'writer.ndjson')).toContainEqual(
      expect.stringContaining('"writer":"prod-db","cpuSeconds":'),
    );
    const operations = site.system.front.seen.map(({ operation }) => operation);
    expect(operations.filter((name) => !/^(Describe|List|Get|Filter|GET )/.test(name))).toEqual([]);
    const { stdout } = await command('balance', 'whole');
    expect(stdout).toContain('pms');
  });

  it('goes on when its credentials expire in the middle, and what they hid is fetched later', async () => {
    const before = site.requests();
    site.system.front.answer((asked) =>
      site.requests() > before + 10
        ? refusal(asked, 'ExpiredTokenException', 'The security token is expired')
        : undefined,
    );
    const played = await play('expired');
    const { status, stderr } = played;
    expect([0, 3]).toContain(status);
    const why = `No working AWS credentials: The security token is expired. Write "profile" below "aws" in the target file, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Fetch it later with "bilancia fetch FILE --run FOLDER".`;
    for (const what of ['container events', 'lines of the access log', 'lines of the service log'])
      expect(stderr.split('\n')).toContain(`The ${what} were not read to the end: ${why}`);
    site.system.front.answer(() => undefined);
    await command('fetch', 'target.yml', '--run', 'expired');
    await expectWhole('expired', played);
    const report = await command('report', 'expired');
    expect([0, 3]).toContain(report.status);
  });
});
