import { z } from 'zod';
import { healths, writerChangeSchema } from '../../core/topology.ts';
import { autoscalingStateSchema } from './autoscaling/autoscaler.ts';
import { deploymentSchema } from './deployment/log.ts';
import { clusterOptionsSchema } from './options.ts';

export const partKinds = [
  'supervisor',
  'database-writer',
  'database-reader',
  'name-server',
  'edge',
  'edge-log',
  'load-balancer',
  'session-store',
  'outside-systems',
  'sql-proxy',
  'task',
] as const;
export type PartKind = (typeof partKinds)[number];

/** One running thing. `since` is when `health` became what it is; `detail` is for people. */
export const partSchema = z.object({
  name: z.string(),
  kind: z.enum(partKinds),
  address: z.string(),
  pid: z.number().int().nullable(),
  health: z.enum(healths),
  since: z.iso.datetime(),
  detail: z.string(),
  /** How often it was started again. */
  restarts: z.number().int(),
  /** Why it was added or is taken away, where somebody decided so. */
  why: z.string().optional(),
  /** What is wrong with it although it works: e.g. that its log cannot be written. */
  warning: z.string().optional(),
  /** What a drill did to it and did not undo yet: `frozen`. */
  fault: z.string().optional(),
  /** Tasks only: 32 hexadecimal digits, as in a task's ARN. */
  taskId: z.string().optional(),
  availabilityZone: z.string().optional(),
  /** Tasks only: what they were started with, counted from 1. */
  revision: z.int().positive().optional(),
  /** Database nodes only. */
  tier: z.number().int().optional(),
  instanceClass: z.string().optional(),
  /** Share of the reader endpoint's answers, relative to other readers; 0 for none. */
  weight: z.number().optional(),
});
export type Part = z.infer<typeof partSchema>;

/** What `GET /state` on the control socket answers. No secret is in it. */
export const clusterStateSchema = z.object({
  schemaVersion: z.literal(1),
  options: clusterOptionsSchema,
  phase: z.enum(['starting', 'ready', 'stopping']),
  startedAt: z.iso.datetime(),
  /** Where visitors go; each tenant by its own host name. */
  baseUrl: z.url(),
  network: z.string(),
  /** Visitors' connections that the load balancer takes at once. */
  connections: z.number().int(),
  nameServer: z.string(),
  /** The resolver that tasks ask. */
  resolver: z.string(),
  /** `name:port`, to be asked of the name server. */
  endpoints: z.object({
    writer: z.string(),
    reader: z.string(),
    sqlProxy: z.string().optional(),
    /** `host:port` of the load balancer, where visitors reach it through an edge. */
    origin: z.string().optional(),
  }),
  tenants: z.array(
    z.object({ id: z.string(), host: z.string(), schema: z.string(), weight: z.number() }),
  ),
  files: z.object({
    folder: z.string(),
    accessLog: z.string(),
    /** In the format of CloudFront; absent without an edge. */
    edgeLog: z.string().optional(),
    containerEvents: z.string(),
    logs: z.string(),
    /** Those of the tasks alone, a file each. */
    taskLogs: z.string(),
    /** Database accounts, readable by this user only, see secretsSchema. */
    secrets: z.string(),
  }),
  failovers: z.array(writerChangeSchema),
  deployments: z.array(deploymentSchema),
  /** A state a policy; empty where nothing scales. */
  autoscaling: z.array(autoscalingStateSchema),
  parts: z.array(partSchema),
});
export type ClusterState = z.infer<typeof clusterStateSchema>;

/** A part after something became of it; null when it is no longer there. */
const partStepSchema = z.object({
  /** Counted from 1. */
  number: z.int().positive(),
  at: z.iso.datetime(),
  name: z.string(),
  part: partSchema.nullable(),
});
export type PartStep = z.infer<typeof partStepSchema>;

/** What `GET /changes?after=NUMBER` answers: the parts as they are now, and the newest steps after that number. */
export const partChangesSchema = z.object({
  /** Of the cluster: another one counts from 1 again. */
  startedAt: z.iso.datetime(),
  /** Number of the newest step; 0 when there was none. */
  newest: z.int().nonnegative(),
  steps: z.array(partStepSchema),
  parts: z.array(partSchema),
});
export type PartChanges = z.infer<typeof partChangesSchema>;

const accountSchema = z.object({ user: z.string(), password: z.string() });

/** `secrets.json` in the cluster's folder. */
export const secretsSchema = z.object({
  root: accountSchema,
  replication: accountSchema,
  /** May read every tenant's schema. */
  checker: accountSchema,
  /** May write the elements of write audits, and nothing else. */
  audit: accountSchema,
});
export type Secrets = z.infer<typeof secretsSchema>;
