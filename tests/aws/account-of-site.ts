import { once } from 'node:events';
import { createServer } from 'node:http';
import { every } from '../../core/every.ts';
import { performanceGroup, serviceGroup } from '../../targets/aws/testing/account.ts';
import { type System, startSystem } from '../../targets/aws/testing/booking-system.ts';

/** A site on this machine, and an account that tells of it what AWS would. */
export interface SiteInAws {
  readonly system: System;
  readonly url: string;
  /** Requests that it was sent so far. */
  readonly requests: () => number;
  /** Times of what tasks told of themselves, with when the account had it; milliseconds since 1970. */
  readonly told: () => readonly { readonly at: number; readonly hadAt: number }[];
  readonly close: () => Promise<void>;
}

const everyMs = 500;

export async function startSiteInAws(): Promise<SiteInAws> {
  const system = await startSystem();
  const { account } = system;
  const untold: string[] = [];
  const told: { readonly at: number; readonly hadAt: number }[] = [];
  let requests = 0;
  const server = createServer((_, response) => {
    const at = new Date().toISOString();
    const task = account.tasks[(requests += 1) % 2];
    untold.push(
      `http ${at} app/prod-pms/1 127.0.0.1:5000 ${task?.address} 0.000 0.001 0.000 200 200 100 200 "GET http://127.0.0.1:80/ok HTTP/1.1" "k6" - - arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/pms/1 "-" "-" "-" 0 ${at} "forward" "-" "-" "${task?.address}" "200" "-" "-"`,
    );
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const tell = async (): Promise<void> => {
    const now = Date.now();
    const events = account.tasks.map(({ id }, nth): [number, string] => [
      now,
      eventOf(id, nth, now),
    ]);
    const writer = { DBClusterIdentifier: 'prod-db', Role: 'WRITER' };
    await Promise.all([
      account
        .putEvents(performanceGroup, events)
        .then(() => told.push({ at: now, hadAt: Date.now() })),
      account.putEvents(serviceGroup, [[now, '{"level":"info","message":"è tutto a posto"}']]),
      ...['prod-db-2', 'prod-db-3'].flatMap((reader) =>
        ['DatabaseConnections', 'Queries', 'AuroraReplicaLag'].map((metric) =>
          account.putMetric(reader, metric, new Date(now), 10),
        ),
      ),
      account.putMetric(writer, 'CPUUtilization', new Date(now), 10),
    ]);
  };
  const tellLines = async (): Promise<void> => {
    const lines = untold.splice(0);
    if (lines.length > 0) await account.putAccessLog(new Date(), lines);
  };
  // Lines wait for nothing else: a run waits for them for two seconds.
  const telling = [tell, tellLines].map((one) => again(one, everyMs));
  return {
    system,
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    told: () => told,
    close: async () => {
      await Promise.all(telling.map((end) => end()));
      server.closeAllConnections();
      server.close();
      await system.close();
    },
  };
}

/** Does it again and again, with pauses. @returns what ends that */
function again(work: () => Promise<void>, pauseMs: number): () => Promise<void> {
  const over = new AbortController();
  const working = (async () => {
    for await (const _ of every(pauseMs, over.signal)) await work();
  })();
  return async () => {
    over.abort();
    await working;
  };
}

function eventOf(TaskId: string, nth: number, Timestamp: number): string {
  return JSON.stringify({
    Version: '0',
    Type: 'Task',
    ClusterName: 'prod',
    ServiceName: 'pms',
    TaskDefinitionFamily: 'pms',
    TaskDefinitionRevision: '1',
    TaskId,
    Timestamp,
    AvailabilityZone: 'eu-west-1a',
    KnownStatus: 'RUNNING',
    LaunchType: 'FARGATE',
    CpuUtilized: 200 + nth * 300,
    CpuReserved: 1024,
    MemoryUtilized: 500,
    MemoryReserved: 2048,
  });
}
