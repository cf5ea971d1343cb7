import { lstat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { knownError } from '../../core/errors.ts';
import { makeOwnFolder } from './own-folder.ts';

/** Where all clusters of this user have their folders. */
export function clustersRoot(): string {
  return join(tmpdir(), `bilancia-${userInfo().uid}`);
}

/** The paths of one cluster. Secrets live inside only; the folder is closed to other users. */
export function clusterPaths(name: string) {
  const folder = join(clustersRoot(), name);
  const inside = (path: string): string => join(folder, path);
  return {
    folder,
    owner: inside('owner.json'),
    control: inside('control.sock'),
    secrets: inside('secrets.json'),
    tenants: inside('tenants.json'),
    admin: (balancer: string) => inside(`${balancer}.sock`),
    balancerConfiguration: (balancer: string) => inside(`${balancer}.cfg`),
    accessLog: inside('access.log'),
    containerEvents: inside('container-events.ndjson'),
    /** Of one part each: database servers that share such a folder take each other's files away. */
    temporary: (part: string) => inside(`tmp/${part}`),
    /** Tasks are started as `tasks/NAME`, so that their logs can be told from those of the other parts. */
    log: (part: string) => inside(`logs/${part}.log`),
    logs: inside('logs'),
    taskLogs: inside('logs/tasks'),
    sqlProxy: inside('sql-proxy'),
    edgeLog: inside('edge.log'),
    edgeConfiguration: inside('edge.vcl'),
    /** Varnish's own, beside what it compiles. */
    edgeWork: inside('edge'),
    /** Of the keys that its firewall blocks. */
    edgeBlocked: inside('edge-blocked'),
    /** What every database node begins with. */
    template: inside('template'),
    data: (node: string) => inside(`data/${node}`),
    databaseSocket: (node: string) => inside(`${node}.sock`),
  };
}

export type ClusterPaths = ReturnType<typeof clusterPaths>;

/** Makes the root, and makes sure that nobody else put something there first. */
export async function openClustersRoot(): Promise<string> {
  const root = clustersRoot();
  await makeOwnFolder(root, 'TMPDIR');
  const found = await lstat(root);
  if (!found.isDirectory() || found.uid !== userInfo().uid || (found.mode & 0o077) !== 0) {
    const reason = 'it is not a folder that only you can use';
    const expected = 'a folder of yours with mode 0700; or set TMPDIR to another folder';
    throw knownError('unreadable-file', { what: 'The folder', path: root, reason, expected });
  }
  return root;
}
