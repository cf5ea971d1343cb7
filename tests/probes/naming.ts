import { readerBalanceFiguresSchema } from '../../core/probe-folder/reader-balance.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';

/** `BILANCIA_PROBES=10` looks at each cause ten times; nine must be named. */
export const times = Number(process.env['BILANCIA_PROBES'] ?? 1);

/** The cause that is named first; without one all that is said. */
function mainCause({ finding, figures, reasons }: ProbeVerdict): string {
  const [cause] = figures === null ? [] : readerBalanceFiguresSchema.parse(figures).causes;
  return cause?.name ?? (finding === 'balanced' ? finding : `${finding}: ${reasons.join(' ')}`);
}

/** What was found other than this, as often as was asked for, but for one odd time in ten. */
export async function otherThan(
  cause: string,
  look: (nth: number) => Promise<ProbeVerdict>,
): Promise<string[]> {
  const others: string[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    const verdict = await look(nth);
    if (mainCause(verdict) !== cause) others.push(`${mainCause(verdict)} ${verdict.reasons[0]}`);
  }
  return others.slice(Math.floor(times / 10));
}
