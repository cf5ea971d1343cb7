// @module-tag needs/k6
// @module-tag needs/openssl
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { objectionsBy } from '../../reports/testing/judge-run.ts';
import { outcomeBy } from '../../reports/verdict/finding.ts';
import { type Verdict, verdictSchema } from '../../reports/verdict/schema.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { openSmallSite, type SmallSite } from './small-site.ts';

const ofMachine = ['generator-limits', 'machine-saturated', 'evidence-complete'];

/** What a machine that others use as well can keep, though all come at once. */
const lenient =
  "objectives: [{ name: all, requests: ['*'], together: true, p95: 5000, errorRate: 0.001 }]\n";

describe("a user's own script on a site that stops answering", () => {
  let site: SmallSite;
  let folder: string;
  let hangsFrom = Infinity;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-unanswered-'));
    /** `/hang/ever` never answers, `/hang/later` no more after three seconds. */
    const hang = (_: IncomingMessage, response: ServerResponse, rest: string): void => {
      if (rest === 'later') hangsFrom = Math.min(hangsFrom, Date.now() + 3000);
      if (rest === 'later' && Date.now() < hangsFrom) response.end('{}');
    };
    site = await openSmallSite({
      answers: new Map([['hang', hang]]),
      upgrade: (_, socket) => socket.destroy(),
    });
    const target = `name: theirs\nbaseUrl: ${site.url}\nhealthPath: /ok\n`;
    await writeFile(join(folder, 'target.yml'), target);
    await writeFile(join(folder, 'slo.yml'), lenient);
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  const play = async (
    name: string,
    options: string,
    visit: string,
    ...flags: string[]
  ): Promise<Verdict> => {
    const script = `import http from 'k6/http';
      import { sleep } from 'k6';
      const site = __ENV.BILANCIA_BASE_URL;
      export const options = ${options};
      export default () => { ${visit} };`;
    await writeFile(join(folder, `${name}.js`), script);
    const args = ['run', `./${name}.js`, '--target', 'target.yml', '--out', name, ...flags];
    await bilancia(args, {}, folder);
    const path = runFile(join(folder, name), 'verdict');
    return verdictSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  };

  /** Without what a machine that others use as well may add. */
  const outcomeOf = ({ findings }: Verdict): string =>
    outcomeBy(findings.filter(({ rule }) => !ofMachine.includes(rule)));

  it('cannot pass when its engine cuts all that wait', async () => {
    const verdict = await play(
      'all',
      "{ scenarios: { all: { executor: 'constant-vus', vus: 5, duration: '9s', gracefulStop: '0s' } } }",
      "http.get(site + '/hang/later', { tags: { name: 'home' } }); sleep(0.05);",
    );
    expect(outcomeOf(verdict)).toBe('inconclusive');
    expect(objectionsBy(verdict, 'unanswered')).toEqual([
      expect.stringMatching(
        /^inconclusive: For the last [4-7] s of \d+ s 5 virtual users played and nothing that they asked was answered: what they waited for is not judged\.$/,
      ),
    ]);
  });

  it('does not blame the generator for what could not begin meanwhile', async () => {
    const verdict = await play(
      'pay',
      "{ scenarios: { pay: { executor: 'per-vu-iterations', vus: 5, iterations: 50, maxDuration: '10s', gracefulStop: '0s' } } }",
      "http.get(site + '/ok', { tags: { name: 'home' } }); if (__ITER === 20) http.get(site + '/hang/ever', { tags: { name: 'pay' } }); sleep(0.05);",
    );
    expect(outcomeOf(verdict)).toBe('inconclusive');
    expect(objectionsBy(verdict, 'dropped-iterations')).toEqual([
      'inconclusive: The generator dropped 145 of 245 iterations (59.2 %), more than 0.1 %, while its virtual users may have waited for answers that never came: whether the system was the limit is not known.',
    ]);
  });

  it('passes when it thinks long, and ends', async () => {
    const verdict = await play(
      'thinks',
      '{ vus: 20, iterations: 20 }',
      "for (let n = 0; n < 6; n += 1) http.get(site + '/ok', { tags: { name: 'home' } }); sleep(9);",
      '--slo',
      'slo.yml',
    );
    expect(objectionsBy(verdict, 'unanswered')).toEqual([]);
    expect(outcomeOf(verdict)).toBe('pass');
  });
});
