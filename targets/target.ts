import type { Activity } from '../core/formats/chaos-experiment.ts';
import type { ReaderSample } from '../core/run-folder/files/readers.ts';
import type { ServiceLogLine } from '../core/run-folder/files/service-log.ts';
import type { ServiceMetric } from '../core/run-folder/files/service-metrics.ts';
import type { WriterSample } from '../core/run-folder/files/writer.ts';
import type {
  Capabilities,
  Endpoints,
  Instance,
  InstanceState,
  TopologyLook,
  WriterChange,
} from '../core/topology.ts';
import type { Experiments } from './experiments.ts';
import type { History, Late } from './history.ts';

/**
 * What is tested. Probes, scenarios and drills ask a target for what they need and never how it is built; what a
 * target cannot offer is absent, and its capabilities say so.
 */
export interface Target {
  readonly name: string;
  readonly kind: 'local' | 'described' | 'aws';
  /** Path below the base URL that answers 200 when the system is ready for load. */
  readonly healthPath: string;
  readonly tenants: readonly TargetTenant[];
  /** Hosts that belong to the system beside its base URL's and its tenants', `host` or `host:port`. */
  readonly alsoHosts?: readonly string[];
  /** Path of a file that says who may sign in at its desks, see scenarios/visitors/staff.ts. */
  readonly staffFile?: string;
  readonly bookingMode?: 'safe' | 'naive';
  readonly replication?: 'semi-sync' | 'async';
  /** The services that keep its tasks, where they are known. */
  readonly services?: readonly ServiceSettings[];
  /** What scales its tasks and its readers, where it can be asked. @throws a known error when it cannot be asked now */
  readonly scalings?: () => Promise<readonly Scaling[]>;
  /** Age at which its tasks give up a connection to the database, seconds, where it is known. */
  readonly poolMaxAgeSeconds?: number;
  /** What runs where, as it is now. */
  readonly instances: readonly Instance[];
  readonly endpoints: Endpoints;
  readonly capabilities: Capabilities;
  /** Connections that it takes at once, and what its owner can do for more, where they are known. */
  readonly limits?: { readonly connections: number; readonly remedy?: string };
  readonly database?: TargetDatabase;
  /** The same as it is now: another may be the writer since. */
  readonly databaseNow?: () => Promise<TargetDatabase>;
  /** Absent where nothing can be done to it. */
  readonly control?: TargetControl;
  /** Faults that AWS Fault Injection Service carries out by itself, where the target is there. */
  readonly experiments?: Experiments;
  /** File of certificates (PEM) to trust beside the machine's own, for a system with one that nobody else signed. */
  readonly ca?: string;
  /**
   * How every instance is now.
   * @throws a known error while the target does not answer
   */
  readonly instancesNow?: () => Promise<readonly InstanceState[]>;
  /**
   * The same, with every step since an earlier look, for targets that keep them: between two looks an instance may end
   * and come back. Without a position, or with one that the target no longer knows, there are no steps.
   */
  readonly instancesSince?: (position: string | undefined) => Promise<TopologyLook>;
  /** How often it may be asked how its instances are, milliseconds; default: every second. */
  readonly lookEveryMs?: number;
  /** What cannot be seen of it although it was asked for, and why: a sentence each. */
  readonly lacks?: readonly string[];
  /** Container Insights events and ALB access log lines from now on, until the signal aborts. */
  readonly containerEvents?: Watch<string>;
  readonly accessLog?: Watch<string>;
  /** Lines of the log of the edge before it, in the format of CloudFront's. */
  readonly edgeLog?: Watch<string>;
  /** What the tasks of the service log from now on, those started meanwhile included. */
  readonly serviceLog?: Watch<ServiceLogLine>;
  /** Load of the readers, for targets that tell it themselves where their database cannot be asked. */
  readonly readerSamples?: Watch<ReaderSample>;
  /** CPU of the writer, for targets that tell it themselves where it is no process of this machine. */
  readonly writerSamples?: Watch<WriterSample>;
  /** What the pools of its tasks say of themselves now; tasks that do not answer are left out. */
  readonly poolFigures?: () => Promise<readonly PoolFigures[]>;
  /** How its tasks get on with an outside system, which is told what happens by messages. */
  readonly partner?: (name: string) => Promise<PartnerState>;
  /** What is kept of it elsewhere, and can be fetched later. */
  readonly histories?: Histories;
  /**
   * Starts a command in a container of a task, and says where its session is to be had.
   * @throws a known error that says why it cannot
   */
  readonly startCommand?: (place: CommandPlace, command: string) => Promise<CommandSession>;
}

/** How many tasks a service keeps, and how many may be healthy at least, and run at most, while they are replaced. */
export interface ServiceSettings {
  readonly name: string;
  readonly desired: number;
  /** Of `desired`: at least, rounded up, and at most, rounded down. */
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
}

/** How the tasks of a service, or the readers of a database cluster, are scaled. */
export interface Scaling {
  /** Of the service, or of the database cluster. */
  readonly name: string;
  readonly of: 'tasks' | 'readers';
  /** Null where nothing scales them. */
  readonly bounds: ScalingBounds | null;
}

export interface ScalingBounds {
  readonly min: number;
  readonly max: number;
  /** What is not done for now. */
  readonly suspended: readonly ('scale-out' | 'scale-in' | 'schedule')[];
  readonly rules: readonly ScalingRule[];
}

export interface ScalingRule {
  readonly name: string;
  /** What it follows, by the name that its owner has for it; absent where it is not told. */
  readonly metric?: string;
  /** Of the metric, in its unit. */
  readonly target?: number;
  /** How long it waits after it added something; absent where it is not told. */
  readonly scaleOutCooldownSeconds?: number;
  /** Whether what it added stays. */
  readonly onlyAdds: boolean;
}

/** Everything from now on until the signal aborts; what comes late is waited for as `late` says. */
export type Watch<T> = (until: AbortSignal, late?: Late) => AsyncIterable<T>;

export interface Histories {
  readonly containerEvents?: History;
  readonly accessLog?: History;
  readonly serviceLog?: History<ServiceLogLine>;
  readonly serviceMetrics?: History<ServiceMetric>;
}

/** A task's pools of connections to one endpoint, taken together. */
export interface PoolFigures {
  readonly task: string;
  readonly role: 'reader' | 'writer';
  /** As many as they may open. */
  readonly size: number;
  readonly open: number;
  readonly inUse: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
}

export interface PartnerState {
  /** The circuit breaker of each task that answers. */
  readonly breakers: readonly {
    readonly task: string;
    readonly state: 'closed' | 'open' | 'half-open';
  }[];
  /** Every message that it took lately, as `TENANT/ID`, by its own word. */
  readonly taken: readonly string[];
}

/** Where a command runs. */
export interface CommandPlace {
  /** Id of the task; any that is healthy where it is left out. */
  readonly task?: string;
  /** Name of the container; needed where a task has several. */
  readonly container?: string;
}

/** A WebSocket that speaks the protocol of the SSM agent, and the token that opens it. */
export interface CommandSession {
  readonly streamUrl: string;
  readonly tokenValue: string;
}

/** Something that can be done to a target; plain data, so that it can be written down before it is done. */
export interface TargetAction {
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
}

export interface TargetControl {
  /**
   * Does something, and resolves when it is done.
   * @throws drill-action-failed
   */
  readonly act: (action: TargetAction) => Promise<void>;
  /** The same as a request that a person could send, for journals: method and URL. */
  readonly requestOf: (action: TargetAction) => { readonly method: string; readonly url: string };
  /** The same as an activity of Chaos Toolkit says it, where it is no such request. */
  readonly activityOf?: (action: TargetAction) => Activity;
  /** Every change of the writer since the target was started. */
  readonly failovers: () => Promise<readonly WriterChange[]>;
  /** How often a drill may look at it, milliseconds; default: as often as it likes. */
  readonly lookEveryMs?: number;
  /** How long what was broken may take to be replaced, where that is longer than a drill waits by itself. */
  readonly settlesWithinSeconds?: number;
}

/** A tenant is told apart by the `Host` header of its booking site. */
export interface TargetTenant {
  readonly id: string;
  readonly host: string;
  /** Relative number of visitors, e.g. 2 for twice those of a tenant with 1. */
  readonly weight: number;
}

/** The system's database with an account that may read every tenant's schema. */
export interface TargetDatabase {
  readonly writer: Instance;
  readonly readers: readonly Instance[];
  readonly user: string;
  readonly password: string;
  /** An account that may write the elements of write audits into `SCHEMA.element`, and nothing else. */
  readonly audit?: { readonly user: string; readonly password: string; readonly schema: string };
  /** Schema name of each tenant's database, by tenant id. */
  readonly schemas: Readonly<Record<string, string>>;
  /** Schema in which the system counts requests: `usage_day(tenant, day, route, requests)`. */
  readonly meteringSchema?: string;
}

/** The target's database as it is now. @throws a known error while the target does not answer */
export async function databaseNow({
  database,
  databaseNow: look,
}: Target): Promise<TargetDatabase | undefined> {
  return look === undefined ? database : look();
}
