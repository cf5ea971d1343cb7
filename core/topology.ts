import { z } from 'zod';

/** What an instance does in the system. */
export const roles = [
  /** What stands before the load balancer and keeps answers, as a CDN's edge. */
  'edge',
  'load-balancer',
  'task',
  'writer',
  'reader',
  'session-node',
  'name-server',
  'sql-proxy',
  'outside-system',
] as const;
export type Role = (typeof roles)[number];

/** One running thing of a target, as it was when somebody looked. */
export const instanceSchema = z.object({
  /** As its owner calls it: a task's id, a database instance's identifier. */
  id: z.string().min(1),
  role: z.enum(roles),
  /** Availability zone, e.g. `eu-south-1a`. */
  zone: z.string().optional(),
  /** Size by its provider's name, e.g. `db.r6g.large`. */
  class: z.string().optional(),
  /** Database nodes: of those that could be promoted, one of the lowest tier is. 0 to 15. */
  tier: z.int().optional(),
  /** `host:port`. */
  address: z.string(),
  /** Process id, where it is a process of this machine that this user may signal. */
  pid: z.int().positive().optional(),
});
export type Instance = z.infer<typeof instanceSchema>;

export const healths = ['starting', 'healthy', 'unhealthy', 'draining', 'stopped'] as const;
/** How an instance is, by whoever looks after it. `draining`: it finishes what it does and takes nothing new. */
export type Health = (typeof healths)[number];

/** An instance, and how it is. */
export const instanceStateSchema = instanceSchema.extend({
  health: z.enum(healths),
  /** When `health` became what it is, milliseconds since 1970. */
  since: z.number(),
  /** What is good to know, for people; may be empty, and may change without anything having happened. */
  detail: z.string(),
  /** How often it was started again. */
  restarts: z.int().nonnegative(),
  /** What was done to it on purpose: `frozen`. */
  fault: z.string().optional(),
  /** Why it was added or is taken away, where somebody decided so. */
  why: z.string().optional(),
  /** What is wrong with it although it works: a log that cannot be written, for example. */
  warning: z.string().optional(),
  /** Its share of new work, relative to others of its role; 0 for none. Absent where nobody tells. */
  weight: z.number().nonnegative().optional(),
});
export type InstanceState = z.infer<typeof instanceStateSchema>;

/** What became of one instance at a moment: its state after the step, or null when it is no longer there. */
export interface InstanceStep {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
  readonly state: InstanceState | null;
}

/** All instances at a moment, and every step since an earlier look. */
export interface TopologyLook {
  readonly instances: readonly InstanceState[];
  /** In order of time. */
  readonly steps: readonly InstanceStep[];
  /** To be handed to the next look. */
  readonly position: string;
}

/** Where the system is reached; each `host:port` but the base URL. */
export const endpointsSchema = z.object({
  baseUrl: z.string(),
  writer: z.string().optional(),
  reader: z.string().optional(),
  nameServer: z.string().optional(),
  /** The resolver that the system's own clients ask for names. */
  resolver: z.string().optional(),
  sqlProxy: z.string().optional(),
  /** The load balancer, where visitors reach it through an edge. */
  origin: z.string().optional(),
});
export type Endpoints = z.infer<typeof endpointsSchema>;

/** What can be seen of a target, beside its answers to visitors. */
export const observables = [
  /** Container Insights performance events. */
  'container-events',
  /** Lines of the load balancer's access log. */
  'access-log',
  /** Lines of the log of the edge before it, in the format of CloudFront, and health checks through it. */
  'edge',
  /** Lines that the tasks log. */
  'service-log',
  /** Connections, queries and lag of each reader. */
  'readers',
  /** CPU of the writer. */
  'writer',
  /** The booking invariants, and the bookings themselves, in the database. */
  'bookings',
  /** What becomes of the instances: ends, restarts, health, roles. */
  'topology',
] as const;

/** What can be done to a target. `end-process`: instances that have a process id can be signaled. */
export const faults = [
  'end-process',
  /** By the target's own control: `kill`, `freeze` and `thaw` of an instance. */
  'kill',
  /** Tasks can be killed, whatever of the rest. */
  'kill-task',
  'freeze',
  /** The writer is changed in good order. */
  'switch-writer',
  /** Tasks are added or taken away. */
  'scale-tasks',
  /** Tasks get a new revision, within bounds. */
  'deploy',
  /** With it, they get settings of the drill's own. */
  'deploy-settings',
  /** Everything in a zone stops answering. */
  'cut-zone',
  /** What the writer writes is kept from its readers. */
  'hold-replication',
  /** A task takes longer for everything, until it is sped up again. */
  'slow-down',
  /** A line is added to what the service logs. */
  'write-log',
  /** A system of somebody else answers late, not at all, or never ends its answers. */
  'degrade-partner',
  /** Passwords of applications are rotated, step by step. */
  'rotate-password',
  /** A schema is changed, step by step, and changed back. */
  'change-schema',
  /** The writer's disk is filled, where it has one of its own. */
  'fill-disk',
  /** Readers are added and removed. */
  'change-readers',
] as const;
export type Fault = (typeof faults)[number];

export const capabilitiesSchema = z.object({
  observe: z.array(z.enum(observables)),
  break: z.array(z.enum(faults)),
  /** Whether the system runs on the generator's machine, so that each takes from the other. */
  sharesMachine: z.boolean(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** A change of the writer, or an attempt at it. Moments are null while they have not come. */
export const writerChangeSchema = z.object({
  /** Counted from 1. */
  number: z.int().positive(),
  planned: z.boolean(),
  cause: z.string(),
  from: z.string(),
  /** Instance classes, such as `db.r6g.large`. */
  fromClass: z.string(),
  to: z.string().nullable(),
  toClass: z.string().nullable(),
  detectedAt: z.iso.datetime(),
  /** When the old writer could write no more; null also where nobody saw to it. */
  fencedAt: z.iso.datetime().nullable(),
  promotedAt: z.iso.datetime().nullable(),
  /** When the writer's name led to the new writer for good. */
  flippedAt: z.iso.datetime().nullable(),
  /** Why nobody can tell where the name leads; absent where it is seen. */
  nameUnseen: z.string().exactOptional(),
  /** Why it came to nothing. */
  failure: z.string().nullable(),
});
export type WriterChange = z.infer<typeof writerChangeSchema>;
