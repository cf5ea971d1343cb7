import { peakToAverage } from '../../../core/statistics/balance/indices.ts';
import { percent, significant } from '../../words/figures.ts';

/** `Share of requests while judged: a 33 %, b 67 %; peak to average 1.34.` Empty for fewer than two. */
export function sharesInWords(
  what: string,
  amounts: readonly (readonly [name: string, amount: number])[],
): string {
  const total = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  if (amounts.length < 2 || total === 0) return '';
  const parts = amounts
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, amount]) => `${name} ${percent(Math.round((amount / total) * 1000) / 1000)}`);
  const peak = peakToAverage(amounts.map(([, amount]) => amount)) ?? 1;
  return `${what} while judged: ${parts.join(', ')}; peak to average ${significant(peak)}.`;
}
