import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import * as faults from '../testing/faults.ts';
import { csv } from './csv.ts';
import { githubAnnotations } from './github-annotations.ts';
import { githubSummary } from './github-summary.ts';
import { gitlabLoadPerformance, stepNear } from './gitlab-load-performance.ts';
import { code, joined } from './markdown-text.ts';
import { markdown } from './markdown.ts';
import { hostileName, judgedRun, renameOffers, slower } from '../testing/judged.ts';

const healthy = await judgedRun();
const hostile = await judgedRun(renameOffers(hostileName));
const broken = await judgedRun(faults.doubleSale);

describe("GitLab's load performance report", () => {
  it('has the four figures that its widget reads, rounded', async () => {
    const text = await gitlabLoadPerformance.render(healthy.evidence, healthy.verdict);
    expect(JSON.parse(text)).toEqual({
      metrics: {
        http_reqs: { count: healthy.verdict.load.requests, rate: 47 },
        http_req_waiting: { 'p(90)': expect.any(Number), 'p(95)': expect.any(Number) },
        checks: { passes: expect.any(Number), fails: 0 },
      },
    });
  });

  it('is the same, or one step apart, for runs that only chance tells apart', async () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const runs = await Promise.all(seeds.map((seed) => judgedRun(() => {}, { seed })));
    const read = runs.map(async ({ evidence, verdict }): Promise<number[]> => {
      const text = await gitlabLoadPerformance.render(evidence, verdict);
      const { http_reqs: requests, http_req_waiting: waiting } = JSON.parse(text).metrics;
      return [requests.rate, waiting['p(90)'], waiting['p(95)']];
    });
    const figures = await Promise.all(read);
    for (const column of [0, 1, 2]) {
      const distinct = [...new Set(figures.map((row) => row[column] ?? 0))].toSorted(
        (a, b) => a - b,
      );
      expect(distinct.length).toBeLessThanOrEqual(2);
      expect((distinct.at(-1) ?? 0) / (distinct[0] ?? 1)).toBeLessThan(1.2);
    }
  });

  it('leaves out what there is none of, where the widget would show NaN', async () => {
    const verdict = { ...healthy.verdict, objectives: [], invariants: [] };
    const text = await gitlabLoadPerformance.render(healthy.evidence, verdict);
    expect(Object.keys(JSON.parse(text).metrics)).toEqual(['http_reqs', 'http_req_waiting']);
  });

  test.prop([fc.double({ min: 1e-6, max: 1e9, noNaN: true })])(
    'rounds to a step within a twelfth, and a step to itself',
    (value) => {
      const step = stepNear(value);
      expect(Math.abs(step / value - 1)).toBeLessThan(1 / 12);
      expect(stepNear(step)).toBe(step);
    },
  );
});

describe('Markdown', () => {
  it('tells the outcome, the comparison and the reasons first', async () => {
    const text = await markdown.render(broken.evidence, broken.verdict, slower);
    const lines = text.split('\n');
    expect(lines[0]).toBe('## ❌ Bilancia: fail');
    expect(lines[4]).toBe(
      '**Comparison: fail**: offers: p95 12 % slower (8 to 16 %), 24 pairs; everything else within 5 %',
    );
    expect(text).toContain(
      [
        '| Request |  | Base | New | Change | Interval | Verdict |',
        '| --- | --: | --: | --: | --: | --: | --: |',
        '| `offers` | p95 | 100 ms | 112 ms | +12.0 % | +8.0 % to +16.0 % | fail |',
        '| `book` | p50 | 40.0 ms | 39.9 ms | -0.2 % | not known | inconclusive |',
      ].join('\n'),
    );
    expect(text).toMatch(/^- no-double-sale is violated: 1 violation among /m);
  });

  it('is headed by the comparison where that is worse than the verdict', async () => {
    const text = await markdown.render(healthy.evidence, healthy.verdict, slower);
    expect(text.split('\n')[0]).toBe('## ❌ Bilancia: fail');
    const [first] = (
      await githubAnnotations.render(healthy.evidence, healthy.verdict, slower)
    ).split('\n');
    expect(first).toBe(
      '::notice title=Bilancia::steady: fail. offers: p95 12 %25 slower (8 to 16 %25), 24 pairs; everything else within 5 %25',
    );
  });

  it('formats nothing, mentions nobody and ends no cell because of a name', async () => {
    const text = await markdown.render(hostile.evidence, hostile.verdict);
    // Nothing in code is formatted or mentioned.
    const outside = text.replaceAll(/(?<![`\\])(`+)[^`].*?[^`]\1(?!`)/g, '');
    expect(outside).toContain('@\u2060someone');
    expect(outside).not.toMatch(/<b>|(?<!\\)\[l|@someone/);
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    for (const row of rows)
      expect(row.replaceAll(String.raw`\|`, '').split('|').length).toBeGreaterThan(4);
  });

  test.prop([fc.string({ unit: 'grapheme' })])('keeps any name within its code', (name) => {
    const [, fence = '', inner = ''] = /^(`+)(.*?)\1$/s.exec(code(name)) ?? [];
    expect(fence).not.toBe('');
    expect(inner).not.toMatch(new RegExp(`(?<!\`)${fence}(?!\`)`));
    expect(inner.replaceAll(String.raw`\|`, '')).not.toMatch(/[|\n\r]/);
  });

  test.prop([fc.array(fc.string({ maxLength: 2000 }), { maxLength: 400 })])(
    'keeps within the limits of those who take it, however much there is to tell',
    async (reasons) => {
      const latency = reasons.map((request) => ({ request, p50: 1, p95: 2, p99: 3 }));
      const verdict = { ...healthy.verdict, reasons, latency };
      const comment = await markdown.render(healthy.evidence, verdict, slower);
      expect(Buffer.byteLength(comment)).toBeLessThan(65_536);
      const summary = await githubSummary.render(healthy.evidence, verdict, slower);
      expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20);
    },
  );

  it('tells the outcome and reasons of a huge run, and how much of it is left out', async () => {
    const many = 2000;
    const names = Array.from({ length: many }, (_, at) => `${'\u{1F3D5}'.repeat(300)} ${at}`);
    const [objective] = healthy.verdict.objectives;
    const objectives = names.flatMap((name) =>
      objective === undefined ? [] : [{ ...objective, name, met: false }],
    );
    const latency = names.map((request) => ({ request, p50: 1, p95: 2, p99: 3 }));
    const verdict = {
      ...healthy.verdict,
      outcome: 'fail' as const,
      reasons: names,
      latency,
      objectives,
    };
    const summary = await githubSummary.render(healthy.evidence, verdict, slower);
    expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(2 ** 19);
    const lines = summary.split('\n');
    expect(lines[0]).toBe('## ❌ Bilancia: fail');
    const reasons = lines.filter((line) => line.startsWith('- '));
    expect(reasons.length).toBeGreaterThan(100);
    const left = (many - reasons.length + 1).toLocaleString('en');
    expect(reasons.at(-1)).toBe(`- and ${left} more in the report`);
    expect(lines).toContain('And 1,500 more in the report.');
    expect(lines.at(-2)).toBe('What does not fit here stands in the report.');
    expect(summary.split('<details>').length).toBe(summary.split('</details>').length);
    const comment = await markdown.render(healthy.evidence, verdict, slower);
    expect(Buffer.byteLength(comment)).toBeLessThan(65_536);
    expect(comment).toContain(' more in the report\n');
  });

  it('says that something is left out', () => {
    expect(joined(['a', 'b'.repeat(100)], 60)).toBe(
      'a\n\nWhat does not fit here stands in the report.\n',
    );
  });
});

describe("GitHub's annotations", () => {
  it('are one for the outcome and one for each thing that decided it', async () => {
    const lines = (await githubAnnotations.render(broken.evidence, broken.verdict, slower))
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => /^::(\w+) title=([^:]*)::/.exec(line)?.slice(1))).toEqual([
      ['notice', 'Bilancia'],
      ['error', 'Bilancia%3A invariants'],
      ['error', 'Bilancia%3A comparison'],
    ]);
  });

  test.prop([fc.array(fc.string(), { maxLength: 60 })])(
    'are ten of a level at most, and say how many more there are; no text ends one',
    async (summaries) => {
      const findings = summaries.map((summary) => ({
        rule: 'objectives',
        severity: 'missed' as const,
        summary,
      }));
      const verdict = { ...healthy.verdict, outcome: 'fail' as const, findings };
      const text = await githubAnnotations.render(healthy.evidence, verdict);
      const lines = text.trimEnd().split(/\r\n|[\r\n]/);
      expect(lines.every((line) => line.startsWith('::'))).toBe(true);
      const errors = lines.filter((line) => line.startsWith('::error '));
      expect(errors.length).toBe(Math.min(10, summaries.length));
      if (summaries.length > 10)
        expect(errors.at(-1)).toBe(
          `::error title=Bilancia::And ${summaries.length - 9} more in the report.`,
        );
    },
  );
});

describe('CSV', () => {
  it('has a figure a line, which a reader of RFC 4180 reads back', async () => {
    const text = await csv.render(hostile.evidence, hostile.verdict, slower);
    const rows = parse(text);
    expect(rows[0]).toEqual([
      'run',
      'started_at',
      'scenario',
      'revision',
      'about',
      'name',
      'figure',
      'value',
      'unit',
    ]);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([9]));
    expect(rows.map((row) => row.slice(4))).toContainEqual([
      'comparison',
      'p95 of offers',
      'ratio at least',
      '1.08',
      '',
    ]);
    // A spreadsheet must not take it for a formula.
    expect(rows.map((row) => row[5])).toContain(`'${hostileName}`);
  });
});

/** A plain reading of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g;
  for (const [, quoted, bare = '', end] of text.matchAll(fields)) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
