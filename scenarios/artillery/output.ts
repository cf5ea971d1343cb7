import type { ClientFact } from '../../core/client-history.ts';
import type { FailureLine } from '../../core/run-folder/files/failures.ts';
import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import type { HistogramLine, PartialTrendLine } from '../../core/statistics/histogram-line.ts';

/**
 * A line of what Artillery's workers write while they play, several times a second: lines of one second and key add up,
 * so that those of all workers together are what one worker would have written.
 */
export type OutputLine =
  | (HistogramLine & { readonly kind: 'requests' })
  | (PartialTrendLine & { readonly kind: 'trend' })
  /** `w`: the worker, whose gauges these are. */
  | (SeriesLine & { readonly kind: 'series'; readonly w: number })
  | (FailureLine & { readonly kind: 'failure' })
  | (HostLine & { readonly kind: 'host' })
  | { readonly kind: 'fact'; readonly fact: ClientFact }
  /** What ended a visit: a defect of ours, or of the script. */
  | { readonly kind: 'exception'; readonly message: string }
  /** Why nothing can be played. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** What a script of the user's came to by its own measure; the last one counts. */
  | { readonly kind: 'summary'; readonly summary: ScriptSummary }
  /** A place that is not on this machine, of a run that is confined to it. */
  | { readonly kind: 'stray'; readonly host: string };

/** Variable with the file that the lines go to; without it nothing is kept but Artillery's own figures. */
export const outputVariable = 'BILANCIA_OUTPUT';

/** Variable that is set for scripts of the user's own. */
export const foreignVariable = 'BILANCIA_FOREIGN';
