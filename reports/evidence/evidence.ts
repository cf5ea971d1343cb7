import type { ClientFact } from '../../core/client-history.ts';
import type { Manifest } from '../../core/run-folder/manifest.ts';
import type { Histogram } from '../../core/statistics/histogram.ts';
import type {
  DatabaseBooking,
  GeneratorHealthLine,
  InvariantCheck,
  ReaderSample,
  SeriesLine,
} from '../../core/run-folder/records.ts';
import type { TargetCounts } from './access-log.ts';
import type { TaskSample } from './container-events.ts';
import type { Period } from './period.ts';
import type { RequestTable } from './request-table.ts';

/** Everything a run folder holds, read once: what verdict and report are made of. */
export interface Evidence {
  readonly manifest: Manifest;
  /** Second since 1970 at which load began. */
  readonly loadStart: number;
  readonly hold: Period;
  readonly requests: RequestTable;
  /** In order of time. */
  readonly series: readonly SeriesLine[];
  readonly facts: readonly ClientFact[];
  readonly invariants: readonly InvariantCheck[];
  /** Undefined when the database was not asked. */
  readonly databaseBookings: readonly DatabaseBooking[] | undefined;
  readonly health: readonly GeneratorHealthLine[];
  readonly readers: readonly ReaderSample[];
  readonly tasks: readonly TaskSample[];
  readonly targets: TargetCounts;
  /** Response times in microseconds seen from the load balancer, by slot of `requests`; empty without its log. */
  readonly targetTimes: ReadonlyMap<number, Histogram>;
  /** Files of the folder whose last line was cut short. */
  readonly cut: readonly string[];
}
