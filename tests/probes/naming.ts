import { readerBalanceFiguresSchema } from '../../core/probe-folder/reader-balance.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';

/** `BILANCIA_PROBES=10` looks at each cause ten times; nine must be named. */
export const times = Number(process.env['BILANCIA_PROBES'] ?? 1);

/** The cause that is named first; without one all that is said. */
function mainCause({ finding, figures, reasons }: ProbeVerdict): string {
  const [cause] = figures === null ? [] : readerBalanceFiguresSchema.parse(figures).causes;
  return cause?.name ?? (finding === 'balanced' ? finding : `${finding}: ${reasons.join(' ')}`);
}

/**
 * What was found other than this, as often as was asked for, but for one odd time in ten. A test of 5 % cries wolf one
 * time in 20, so that what is looked at once only is looked at once more before it counts.
 */
export async function otherThan(
  cause: string,
  look: (nth: number) => Promise<ProbeVerdict>,
): Promise<string[]> {
  const others: string[] = [];
  for (let nth = 0; nth < Math.max(2, times); nth += 1) {
    const verdict = await look(nth);
    if (mainCause(verdict) !== cause) others.push(`${mainCause(verdict)} ${verdict.reasons[0]}`);
    else if (times === 1) return [];
  }
  return others.slice(Math.floor(times / 10));
}
