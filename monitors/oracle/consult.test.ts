import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { parseVectors, type Vector } from '../filter-pattern/vectors/format.ts';
import { evaluateVectors } from '../filter-pattern/vectors/evaluate.ts';
import { consultOracle } from './consult.ts';
import { recordAnswers } from './record.ts';
import { startTestMetricFilterServer, type Faults } from './testing/test-metric-filter-server.ts';

const documentedFile = new URL('../filter-pattern/vectors/documented.json', import.meta.url);
const documented = parseVectors(readFileSync(documentedFile, 'utf8'), 'documented.json');
const never = new AbortController().signal;

async function consult(vectors: readonly Vector[], faults: Faults = {}) {
  await using server = await startTestMetricFilterServer(faults);
  const client = new CloudWatchLogsClient({
    region: 'eu-south-1',
    endpoint: server.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 5,
  });
  try {
    const report = await consultOracle(client, vectors, { signal: never });
    return { report, requests: server.requests };
  } finally {
    client.destroy();
  }
}

const row = (id: string, more: Partial<Vector> = {}): Vector => ({
  id,
  pattern: '[level, text]',
  line: 'ERROR boom',
  expect: 'match',
  ...more,
});

describe('the oracle', () => {
  it('is asked about every documented row, and differs where the documentation contradicts itself', async () => {
    const { report } = await consult(documented);
    const asked = documented.filter(({ line }) => line !== '');
    expect(report.answers.size).toBe(asked.length);
    expect(report.differences.map(({ id, row }) => ({ id, row }))).toEqual([
      { id: 'fp-151', row: { result: 'match' } },
    ]);
    expect(report.unanswerable).toEqual(
      documented.filter(({ line }) => line === '').map(({ id }) => id),
    );
  });

  it('that answers otherwise is told apart from the row and from us', async () => {
    const values = { $level: 'ERROR', $text: 'boom' };
    const { report } = await consult(
      [
        row('same'),
        row('turned', { pattern: '[..., text]' }),
        row('wrong-row', { expect: 'no-match' }),
        row('unknown', { expect: 'unknown' }),
        row('values', { extractedValues: { ...values, $text: 'bang' } }),
        row('rejected', { pattern: '[level', expect: 'match' }),
      ],
      { turnedAround: ['[..., text]'] },
    );
    expect(report.differences).toEqual([
      {
        id: 'turned',
        pattern: '[..., text]',
        line: 'ERROR boom',
        aws: { result: 'no-match' },
        row: { result: 'match' },
        ours: { result: 'match' },
      },
      {
        id: 'wrong-row',
        pattern: '[level, text]',
        line: 'ERROR boom',
        aws: { result: 'match' },
        row: { result: 'no-match' },
      },
      {
        id: 'values',
        pattern: '[level, text]',
        line: 'ERROR boom',
        aws: { result: 'match', extractedValues: values },
        row: { result: 'match', extractedValues: { ...values, $text: 'bang' } },
      },
      {
        id: 'rejected',
        pattern: '[level',
        line: 'ERROR boom',
        aws: { result: 'reject' },
        row: { result: 'match' },
      },
    ]);
  });

  it('that throttles is asked again', async () => {
    const lines = Array.from({ length: 4 }, (_, index) =>
      row(`r${index}`, { pattern: `p${index}` }),
    );
    const { report, requests } = await consult(lines, { throttleEvery: 3 });
    expect(report.answers.size).toBe(4);
    expect(report.requests).toBe(4);
    expect(requests.length).toBeGreaterThan(4);
  });

  it('that refuses access is a failure, and no answer', async () => {
    const refusal = { type: 'AccessDeniedException', message: 'not authorized' };
    await expect(consult([row('r')], { refusal })).rejects.toThrow('not authorized');
  });

  it('is recorded as a vector file that agrees with itself', async () => {
    const vectors = [
      row('values', { extractedValues: { $level: 'WARN' } }),
      row('rejected', { pattern: '[level', line: null, expect: 'reject' }),
      row('empty', { line: '' }),
    ];
    const { report } = await consult(vectors);
    const at = Date.parse('2026-11-22T12:00:00Z');
    const recorded = recordAnswers(vectors, report.answers, { region: 'eu-south-1', at });
    const common = {
      evidence: 'aws-live',
      source: 'TestMetricFilter in eu-south-1',
      date: '2026-11-22',
    };
    expect(recorded).toEqual({
      about: 'Answers of TestMetricFilter in eu-south-1 on 2026-11-22',
      vectors: [
        {
          id: 'values',
          pattern: '[level, text]',
          line: 'ERROR boom',
          expect: 'match',
          extractedValues: { $level: 'ERROR', $text: 'boom' },
          ...common,
        },
        {
          id: 'rejected',
          pattern: '[level',
          line: null,
          expect: 'reject',
          awsMessage: 'Invalid filter pattern',
          ...common,
        },
      ],
    });
    const read = parseVectors(JSON.stringify(recorded), 'recorded.json');
    expect(evaluateVectors(read)).toMatchObject({ agreed: 2, disagreed: [] });
  });
});
