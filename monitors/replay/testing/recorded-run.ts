import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFile } from '../../../core/run-folder/files/index.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type { Instance, Role } from '../../../core/topology.ts';
import type { Manifest } from '../../../core/run-folder/manifest/manifest.ts';
import { testManifest } from '../../../core/run-folder/testing/manifest.ts';
import { writeManifest } from '../../../core/run-folder/write-manifest.ts';

export const began = Date.UTC(2026, 10, 22, 9, 0, 0);
const second = 1000;
const minute = 60 * second;

/** When the fault of the run strikes: a task dies, and the load balancer answers 502 in its place. */
export const faultAt = began + 4 * minute;

export interface RecordedRun extends AsyncDisposable {
  readonly folder: string;
  /** Adds text to one of its files. */
  readonly append: (file: RunFile, text: string) => Promise<void>;
  readonly remove: (file: RunFile) => Promise<void>;
}

/**
 * A run of ten minutes as its folder would be: three tasks that write events every 20 s, of which one is away from 4m to
 * 6m; a request a second, of which those to the dead task end with 502; readers; and what the service logged.
 */
export async function recordedRun(changes: Partial<Manifest> = {}): Promise<RecordedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-replay-'));
  const write = (file: RunFile, lines: readonly string[]): Promise<void> =>
    writeFile(runFile(folder, file), `${lines.join('\n')}\n`);
  await writeManifest(folder, { ...manifest(), ...changes });
  await write('containerEvents', containerEvents());
  await write('accessLog', accessLog());
  await write('readers', readers());
  await write('serviceLog', serviceLog());
  return {
    folder,
    append: (file, text) => appendFile(runFile(folder, file), text),
    remove: (file) => rm(runFile(folder, file)),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function isAway(task: string, at: number): boolean {
  return task === 'c' && at >= faultAt && at < faultAt + 2 * minute;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function instance(id: string, role: Role): Instance {
  return { id, role, address: '127.0.0.2:80' };
}

function manifest(): Manifest {
  const { target } = testManifest();
  return testManifest({
    id: 'r1',
    target: {
      ...target,
      instances: [
        instance('db-1', 'writer'),
        instance('db-2', 'reader'),
        instance('db-3', 'reader'),
        ...['task-a', 'task-b', 'task-c'].map((id) => instance(id, 'task')),
      ],
    },
    phases: [{ name: 'hold', kind: 'hold', seconds: 600 }],
    startedAt: iso(began + 2 * second),
    loadStartedAt: iso(began + 5 * second),
    loadEndedAt: iso(began + 10 * minute - 5 * second),
    endedAt: iso(began + 10 * minute),
  });
}

function containerEvents(): string[] {
  const lines: string[] = [];
  for (let at = began + 5 * second; at < began + 10 * minute; at += 20 * second)
    for (const [index, task] of ['a', 'b', 'c'].entries()) {
      if (isAway(task, at)) continue;
      // While one is away, the others do its work.
      const busy = isAway('c', at) ? 819 : 512;
      const usage = {
        CpuUtilized: busy,
        CpuReserved: 1024,
        MemoryUtilized: 300,
        MemoryReserved: 2048,
      };
      const of = { TaskId: task.repeat(32), ClusterName: 'local', ServiceName: 'pms' };
      lines.push(JSON.stringify({ Type: 'Task', ...of, Timestamp: at + index, ...usage }));
    }
  return lines;
}

function accessLog(): string[] {
  const lines: string[] = [];
  for (let at = began + 5 * second, n = 0; at < began + 9 * minute; at += second, n += 1) {
    const dead = n % 3 === 2 && isAway('c', at);
    const time = new Date(at).toISOString().replace('Z', '123Z');
    const status = dead ? '502 -' : '200 200';
    const times = dead ? '0.000 -1 -1' : '0.000 0.030 0.000';
    lines.push(
      `http ${time} app/local/1 127.0.0.1:5000 127.0.0.2:80 ${times} ${status} 100 900 "GET http://riviera.localhost:8080/a b HTTP/1.1" "k6" - - arn:aws:elasticloadbalancing:local-1:000000000000:targetgroup/pms/2 "Root=1" "-" "-" 0 ${time} "forward" "-" "-" "-" "-" "-" "-" TID_1 "-" "-" "-"`,
    );
  }
  return lines;
}

function readers(): string[] {
  const lines: string[] = [];
  for (let at = began + 5 * second; at < began + 10 * minute; at += 10 * second)
    for (const [index, reader] of ['db-2', 'db-3'].entries())
      lines.push(
        JSON.stringify({
          at,
          reader,
          connections: 10 + 30 * index,
          queriesTotal: ((at - began) / second) * 50,
          replicaLagSeconds: 0.02,
          cpuSeconds: ((at - began) / second) * 0.25,
        }),
      );
  return lines;
}

function logged(at: number, message: string): string {
  return JSON.stringify({ timestamp: at, logStreamName: 'task-a', message });
}

function serviceLog(): string[] {
  return [
    logged(began + 10 * second, '[2026-11-22T10:00:10.000000+01:00] app.INFO: Listening [] []'),
    logged(
      faultAt + 7 * second,
      '[2026-11-22T10:04:07.000000+01:00] request.CRITICAL: Uncaught Exception ConnectionLost: "gone" [] []',
    ),
  ];
}
