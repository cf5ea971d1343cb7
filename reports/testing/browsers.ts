import { type Rating, type Vital, vitals } from '../../core/run-folder/files/web-vitals.ts';
import { type SyntheticRun, loadStartedAt } from './synthetic-run.ts';

/** What a healthy page comes to. */
const usual: Readonly<Record<Vital, number>> = {
  ttfb: 12,
  fcp: 180,
  lcp: 420,
  cls: 0.004,
  inp: 24,
};

/** A browser that visits every six seconds of the hold; some of its visits may fail, from the first one on. */
export function withBrowser(
  failures: readonly string[] = [],
  changed: Partial<Record<Vital, number>> = {},
): (run: SyntheticRun) => void {
  return (run) => {
    run.manifest.engine = { ...run.manifest.engine, browsers: { count: 1, version: '156.0' } };
    const visits = Array.from({ length: 6 }, (_, n) => ({
      at: loadStartedAt + 12_000 + 6000 * n,
      failure: failures[n],
    }));
    run.webVitals = visits.flatMap(({ at, failure }) => [
      ...vitals.map((vital) => ({
        kind: 'vital' as const,
        at,
        page: 'booking-page',
        vital,
        value: changed[vital] ?? usual[vital],
        rating: (changed[vital] === undefined ? 'good' : 'poor') satisfies Rating as Rating,
      })),
      { kind: 'visit' as const, at: at + 5000, ...(failure === undefined ? {} : { failure }) },
    ]);
  };
}
