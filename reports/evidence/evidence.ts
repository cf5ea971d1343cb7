import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import type { GeneratorHealthLine } from '../../core/run-folder/files/generator-health.ts';
import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import type { TopologyRecord } from '../../core/run-folder/files/topology.ts';
import type { WebVitalsLine } from '../../core/run-folder/files/web-vitals.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { Histogram } from '../../core/statistics/histogram.ts';
import type { HistogramSlots } from '../../core/statistics/histogram-slots.ts';
import type { DrillEvidence } from './drill.ts';
import type { EdgeEvidence } from './edge.ts';
import type { TargetCounts } from './access-log.ts';
import type { ClientFacts } from './client-facts.ts';
import type { TaskSample } from './container-events.ts';
import type { FailureTotal } from './failure-totals.ts';
import type { FileStates } from './file-state.ts';
import type { HostTotal } from './host-totals.ts';
import type { CheckedInvariant } from './invariant-checks.ts';
import type { Period, PhasePeriod } from './period.ts';
import type { ReaderLoad } from './reader-load.ts';
import type { RequestTable } from './request-table.ts';
import type { Samples } from './samples.ts';
import type { Series } from './series.ts';
import type { TableGrowth } from './table-growth.ts';
import type { WriterLoad } from './writer-load.ts';

/** Everything a run folder holds, read once: what verdict and report are made of. */
export interface Evidence {
  readonly manifest: Manifest;
  /** Second since 1970 at which load began. */
  readonly loadStart: number;
  readonly phases: readonly PhasePeriod[];
  /** When the objectives hold, see `judgedPeriods`; empty when nothing was seen of it. */
  readonly judged: readonly Period[];
  readonly requests: RequestTable;
  /** Trends of the engine, in the form of requests that are all answered. */
  readonly trends: RequestTable;
  /** The same of each part of the load, over the whole run: by trend, then by scenario or group. */
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, Histogram>>;
  /** Of a script of the user's own, where it is known. */
  readonly script: ScriptSummary | undefined;
  readonly series: Series;
  /** The most frequent first. */
  readonly failures: readonly FailureTotal[];
  /** The most frequent first. */
  readonly hosts: readonly HostTotal[];
  /** Places that the generator was seen to be connected to; undefined where nobody looked. */
  readonly connections: readonly string[] | undefined;
  readonly facts: ClientFacts;
  /** By name. */
  readonly invariants: ReadonlyMap<string, CheckedInvariant>;
  /** Undefined when the database was not asked. */
  readonly databaseBookings: readonly DatabaseBooking[] | undefined;
  readonly health: Samples<GeneratorHealthLine>;
  /** By reader. */
  readonly readers: ReadonlyMap<string, Samples<ReaderLoad>>;
  /** By instance: a failover makes another the writer. Empty where its CPU is not told. */
  readonly writer: ReadonlyMap<string, Samples<WriterLoad>>;
  /** What the tables of the database grew by; empty where nobody looked. */
  readonly tables: readonly TableGrowth[];
  /** By task. */
  readonly tasks: ReadonlyMap<string, Samples<TaskSample>>;
  /** In order of time. */
  readonly topology: readonly TopologyRecord[];
  /** Undefined where there was no drill. */
  readonly drill: DrillEvidence | undefined;
  /** What the edge before the target did; undefined where there was none. */
  readonly edge: EdgeEvidence | undefined;
  readonly targets: TargetCounts;
  /** Response times in microseconds seen from the load balancer, by slot of `requests`; empty without its log. */
  readonly targetTimes: HistogramSlots;
  /** What real browsers measured, and how their visits ended. */
  readonly webVitals: readonly WebVitalsLine[];
  /** How each declared file stands, and the engine's own output. */
  readonly files: FileStates;
}
