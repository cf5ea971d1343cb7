import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  startTestMetricFilterServer,
  type Faults,
} from '../../monitors/oracle/testing/test-metric-filter-server.ts';
import { bilancia } from '../../tests/cli/run-command-line.ts';

const rows = [
  { id: 'same', pattern: '[level, text]', line: 'ERROR boom', expect: 'match' },
  { id: 'turned', pattern: 'ERROR', line: 'ERROR boom', expect: 'match' },
  { id: 'unknown', pattern: '[level, text]', line: 'a b c', expect: 'unknown' },
  { id: 'empty', pattern: 'ERROR', line: '', expect: 'no-match' },
];
const turnedAround = ['ERROR'];

const credentials = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'eu-south-1',
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-vectors-'));
  await writeFile(join(folder, 'vectors.json'), JSON.stringify({ vectors: rows }));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function ask(faults: Faults, ...args: string[]) {
  await using server = await startTestMetricFilterServer(faults);
  const command = ['monitors', 'vectors', 'vectors.json', '--oracle'];
  return await bilancia([...command, '--endpoint-url', server.url, ...args], credentials, folder);
}

describe('bilancia monitors vectors --oracle', () => {
  it('prints where AWS answers otherwise, and ends with 1', async () => {
    expect(await ask({ turnedAround })).toEqual({
      status: 1,
      stdout: [
        'turned: the answer of AWS differs from the row and from ours',
        '  pattern  ERROR',
        '  line     ERROR boom',
        '  AWS      no-match',
        '  row      match',
        '  ours     match',
        '3 rows asked in 2 requests, 1 answers differ from the row, 1 differ from ours, 1 not asked, because AWS accepts no empty line',
        '',
      ].join('\n'),
      stderr: 'sent 1 of 2 requests to AWS\n',
    });
  });

  it('keeps the answers in a new file, which agrees with itself but where AWS did not', async () => {
    const { status } = await ask({ turnedAround, throttleEvery: 2 }, '--record', 'live.json');
    expect(status).toBe(1);
    expect(JSON.parse(await readFile(join(folder, 'live.json'), 'utf8'))).toMatchObject({
      vectors: [
        { id: 'same', expect: 'match', evidence: 'aws-live' },
        { id: 'turned', expect: 'no-match', evidence: 'aws-live' },
        { id: 'unknown', expect: 'match', evidence: 'aws-live' },
      ],
    });
    const replayed = await bilancia(['monitors', 'vectors', 'live.json'], {}, folder);
    expect(replayed).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('turned disagrees'),
    });
  });

  it('does not overwrite a record, and says so before it asks', async () => {
    expect(await ask({}, '--record', 'vectors.json')).toEqual({
      status: 2,
      stdout: '',
      stderr: '--record is "vectors.json", but must be a file that does not exist yet.\n',
    });
  });

  it('prints one JSON document', async () => {
    const { stdout, stderr, status } = await ask({}, '--json');
    expect({ document: JSON.parse(stdout), stderr, status }).toEqual({
      document: {
        region: 'eu-south-1',
        asked: 3,
        requests: 2,
        differences: [],
        unanswerable: ['empty'],
      },
      stderr: '',
      status: 0,
    });
  });

  it('says in one line what permission is missing', async () => {
    const refusal = { type: 'AccessDeniedException', message: 'not authorized' };
    const { status, stdout, stderr } = await ask({ refusal });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^.*logs:TestMetricFilter.*not authorized.*\n$/);
  });

  it('asks about filter patterns only', async () => {
    await writeFile(join(folder, 'vectors.json'), JSON.stringify({ composite: { vectors: [] } }));
    expect(await ask({})).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'Vector file vectors.json cannot be used: it has no filter pattern vectors, which are all that AWS can check. Expected {"vectors": [{"id", "pattern", "line", "expect"}, ...]} with --oracle.\n',
    });
  });
});
