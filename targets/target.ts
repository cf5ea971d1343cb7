import type { ServiceLogLine } from '../core/run-folder/records.ts';

/**
 * What is tested. Probes, scenarios and drills ask a target for what they need and never how it is built; what a
 * target cannot offer is absent, and whoever needs it says so.
 */
export interface Target {
  readonly name: string;
  readonly kind: 'local' | 'described';
  readonly baseUrl: URL;
  /** Path below `baseUrl` that answers 200 when the system is ready for load. */
  readonly healthPath: string;
  readonly tenants: readonly TargetTenant[];
  readonly bookingMode?: 'safe' | 'naive';
  readonly replication?: 'semi-sync' | 'async';
  readonly database?: TargetDatabase;
  /** Container Insights events and ALB access log lines from now on, until the signal aborts. */
  readonly containerEvents?: (until: AbortSignal) => AsyncIterable<string>;
  readonly accessLog?: (until: AbortSignal) => AsyncIterable<string>;
  /** What the tasks of the service log from now on, those started meanwhile included. */
  readonly serviceLog?: (until: AbortSignal) => AsyncIterable<ServiceLogLine>;
  /** What runs where: part name to address. */
  readonly parts: Readonly<Record<string, string>>;
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
  readonly writer: DatabaseNode;
  readonly readers: readonly DatabaseNode[];
  readonly user: string;
  readonly password: string;
  /** Schema name of each tenant's database, by tenant id. */
  readonly schemas: Readonly<Record<string, string>>;
}

export interface DatabaseNode {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Process id, where the target runs on this machine. */
  readonly pid?: number;
}
