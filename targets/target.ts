import type { Activity } from '../core/formats/chaos-experiment.ts';
import type { ServiceLogLine } from '../core/run-folder/files/service-log.ts';
import type {
  Capabilities,
  Endpoints,
  Instance,
  InstanceState,
  TopologyLook,
  WriterChange,
} from '../core/topology.ts';

/**
 * What is tested. Probes, scenarios and drills ask a target for what they need and never how it is built; what a
 * target cannot offer is absent, and its capabilities say so.
 */
export interface Target {
  readonly name: string;
  readonly kind: 'local' | 'described';
  /** Path below the base URL that answers 200 when the system is ready for load. */
  readonly healthPath: string;
  readonly tenants: readonly TargetTenant[];
  /** Hosts that belong to the system beside its base URL's and its tenants', `host` or `host:port`. */
  readonly alsoHosts?: readonly string[];
  readonly bookingMode?: 'safe' | 'naive';
  readonly replication?: 'semi-sync' | 'async';
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
  /** Container Insights events and ALB access log lines from now on, until the signal aborts. */
  readonly containerEvents?: (until: AbortSignal) => AsyncIterable<string>;
  readonly accessLog?: (until: AbortSignal) => AsyncIterable<string>;
  /** What the tasks of the service log from now on, those started meanwhile included. */
  readonly serviceLog?: (until: AbortSignal) => AsyncIterable<ServiceLogLine>;
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
}

/** The target's database as it is now. @throws a known error while the target does not answer */
export async function databaseNow({
  database,
  databaseNow: look,
}: Target): Promise<TargetDatabase | undefined> {
  return look === undefined ? database : look();
}
