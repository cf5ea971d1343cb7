import { byStatus } from '../../../core/run-folder/files/series.ts';
import { count, list, percent, plural } from '../../words/figures.ts';
import { type Ends, endsIn } from '../../evidence/ends-by-status.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../judged-run.ts';

interface Protocol {
  readonly counter: (typeof byStatus)[keyof typeof byStatus];
  readonly one: string;
  readonly success: number;
  readonly inWords: (status: number) => string;
}

const protocols: readonly Protocol[] = [
  {
    counter: byStatus.sessions,
    one: 'WebSocket session',
    success: 101,
    inWords: (status) => (status === 0 ? 'no answer' : `HTTP ${status}`),
  },
  {
    counter: byStatus.calls,
    one: 'gRPC call',
    success: 0,
    inWords: (status) => `status ${status}`,
  },
];

/**
 * No objective is for WebSockets and gRPC: what of them failed is told, and where all of it did, the script did not do what
 * it is for.
 */
export const otherProtocols: Rule = ({ evidence: { series } }) =>
  protocols.flatMap((protocol) => failedOf(protocol, endsIn(series, protocol.counter)));

function failedOf(
  { one, success, inWords }: Protocol,
  ends: readonly Ends[],
): Omit<Finding, 'rule'>[] {
  const failed = ends.flatMap(({ status, n }) =>
    status === undefined || status === success ? [] : [{ status, n }],
  );
  if (failed.length === 0) return [];
  const all = sum(ends);
  const lost = sum(failed);
  const kinds = list(
    failed.map(({ status, n }) => `${inWords(status)} (${count(n)})`),
    5,
  );
  return [
    {
      severity: lost === all ? 'inconclusive' : 'remark',
      summary: `${count(lost)} of ${plural(all, one)} failed (${percent(lost / all)}), which no objective is for: ${kinds}.`,
    },
  ];
}

function sum(ends: readonly Pick<Ends, 'n'>[]): number {
  return ends.reduce((total, { n }) => total + n, 0);
}
