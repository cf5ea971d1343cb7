import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import { pause } from '../../../core/pause.ts';
import { connect } from '../../../monitors/account.ts';
import type { Connections } from '../../../monitors/account.ts';
import { analyze } from '../../../reports/balance/analyze.ts';
import { datapointsOf } from '../../../reports/balance/publish/datapoints.ts';
import { readSources } from '../../../reports/balance/sources/read-sources.ts';
import { plural } from '../../../reports/words/figures.ts';
import { nothingIn } from '../nothing.ts';
import { writeEvents } from './log-group.ts';
import { fileMemory, noMemory } from './memory.ts';
import { type Sink, cloudwatchSink, emfSink } from './sinks.ts';

export interface PublishFlags {
  readonly once: boolean;
  /** Seconds. */
  readonly every?: number;
  readonly to: 'emf' | 'cloudwatch';
  readonly namespace: string;
  readonly state?: string;
  readonly logGroup?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
}

/** `bilancia balance publish [SOURCE...]` */
export async function publishCommand(
  this: Context,
  flags: PublishFlags,
  ...sources: readonly string[]
): Promise<void> {
  const { logGroup } = flags;
  if (flags.once && flags.every !== undefined)
    throw wrongUsage('--once and --every exclude one another: pass one of them');
  if (sources.length === 0 && logGroup === undefined)
    throw wrongUsage('There is nothing to read: pass files, or --log-group');
  const connections = connect({
    ...(flags.profile === undefined ? {} : { profile: flags.profile }),
    ...(flags.endpointUrl === undefined ? {} : { endpointUrl: flags.endpointUrl }),
  });
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-publish-'));
  try {
    const paths = sources.map((path) => resolve(this.workingDirectory, path));
    const fetched = join(folder, 'fetched.events.ndjson');
    const sink = sinkOf(this, flags, connections);
    const round = async (): Promise<void> => {
      if (logGroup !== undefined) {
        const { logs } = connections.in(regionOf(this, flags));
        await writeEvents(logs, logGroup, this.now(), fetched);
      }
      await publishNew(this, flags, logGroup === undefined ? paths : [...paths, fetched], sink);
    };
    await round();
    if (flags.every === undefined) return;
    while (!this.interrupted.aborted) {
      await pause(flags.every * 1000, this.interrupted);
      if (!this.interrupted.aborted) await round();
    }
  } finally {
    connections.close();
    await rm(folder, { recursive: true });
  }
}

function wrongUsage(problem: string): Error {
  return knownError('bad-usage', { problem, help: 'bilancia balance publish --help' });
}

function sinkOf(context: Context, flags: PublishFlags, connections: Connections): Sink {
  const memory =
    flags.state === undefined
      ? undefined
      : fileMemory(resolve(context.workingDirectory, flags.state));
  if (flags.to === 'emf') return emfSink(context, flags.namespace, memory ?? noMemory());
  return cloudwatchSink(
    connections.in(regionOf(context, flags)).cloudwatch,
    flags.namespace,
    memory,
  );
}

function regionOf(context: Context, flags: PublishFlags): string {
  const region = flags.region ?? context.process.env?.['AWS_REGION'];
  if (region !== undefined) return region;
  throw wrongUsage('AWS is asked in no region: pass --region or set AWS_REGION');
}

/**
 * Publishes each service's minutes after the last one that was published.
 * @throws unreadable-file where no task is told of; whoever publishes every minute waits for one, for a cluster may rest
 */
async function publishNew(
  context: Context,
  { logGroup, every }: PublishFlags,
  paths: readonly string[],
  sink: Sink,
): Promise<void> {
  const read = await readSources(paths);
  const { services } = read;
  if (services.length === 0 && every === undefined)
    throw nothingIn(logGroup === undefined ? paths.join(', ') : `log group ${logGroup}`, read);
  let published = 0;
  for (const service of services) {
    const after = await sink.lastOf(service);
    const points = datapointsOf(analyze(service), after);
    if (points.length === 0) continue;
    await sink.publish(points);
    published += points.length;
  }
  context.process.stderr.write(
    `${plural(published, 'minute')} of ${plural(services.length, 'service')} published.\n`,
  );
}
