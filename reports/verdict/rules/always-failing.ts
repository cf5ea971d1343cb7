import { always } from '../../evidence/period.ts';
import { countOf, everyOutcome, requestNames } from '../../evidence/request-table.ts';
import { count, list } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import type { Finding, Severity } from '../finding.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

/** Requests that all failed are no chance any more from so many on. */
const enough = 5;
/** From so many on they may be none: what never worked is not known to work. */
const doubtful = 2;

/** What never works is broken, however rare it is: thirteen payments are no share of a hundred thousand pages. */
export const alwaysFailing: Rule = (run) => {
  const rows = deadRows(run);
  const tell = (severity: Severity, from: number, below: number): Omit<Finding, 'rule'>[] => {
    const dead = rows.filter(({ requests }) => requests >= from && requests < below);
    if (dead.length === 0) return [];
    return [{ severity, summary: `Every request failed of ${named(run, dead)}.` }];
  };
  return [
    ...tell('missed', enough, Infinity),
    ...tell('inconclusive', doubtful, enough),
    ...tell('remark', 0, doubtful),
  ];
};

interface Row {
  readonly name: string;
  readonly requests: number;
}

function deadRows({ evidence: { requests, judged } }: JudgedRun): Row[] {
  const rows = requestNames(requests).map((name) => {
    const when = requests.outside.has(name) ? always : judged;
    const [failed, all] = [['failed'] as const, everyOutcome].map((outcomes) =>
      countOf(requests, [name], outcomes, when),
    );
    return { name, requests: all ?? 0, failed: failed ?? 0 };
  });
  return rows
    .filter(({ requests: all, failed }) => all > 0 && failed === all)
    .toSorted((a, b) => b.requests - a.requests);
}

function named({ failures }: JudgedRun, rows: readonly Row[]): string {
  return list(
    rows.map(({ name, requests }) => {
      const reason = failures.kinds.find((kind) => kind.name === name)?.reason;
      const why = reason === undefined ? '' : `, ${reason}`;
      return `${nameInWords(name)} (${count(requests)} of ${count(requests)}${why})`;
    }),
    10,
  );
}
