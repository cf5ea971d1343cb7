import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { hasCode, knownError } from '../../core/errors.ts';
import { openHub } from '../../reports/live/hub.ts';
import { livePage } from '../../reports/live/page.ts';
import { type LiveServer, isLoopback, serveLive } from '../../reports/live/server.ts';
import { probeStyle } from '../../reports/probes/draw.ts';
import { assertWatchable } from '../../run/watch/assert-watchable.ts';
import { folderSource, newestSource } from '../../run/watch/source.ts';
import { writeLines } from '../terminal/output.ts';

export interface WatchFlags {
  readonly host: string;
  readonly port?: number;
  readonly wait: boolean;
}

const portInWords = 'a whole number from 1 to 65535';

/** `bilancia watch`: serves the live page until it is interrupted. */
export async function watchCommand(
  this: Context,
  { host, port = 0, wait }: WatchFlags,
  path?: string,
): Promise<void> {
  if (port > 65_535)
    throw knownError('bad-value', { what: '--port', given: String(port), expected: portInWords });
  const folder = path === undefined ? undefined : resolve(this.workingDirectory, path);
  const runs = resolve(this.workingDirectory, 'runs');
  if (folder !== undefined) await assertWatchable(folder, { runs, isAwaited: wait });
  const source =
    folder === undefined ? newestSource(runs, this.now) : folderSource(folder, this.now);
  const hub = openHub({ source, cpuMs, epoch: this.now().toString(36) });
  const page = await livePage(await probeStyle());
  const server = await listen({ hub, page, host, port });
  const shown = host.includes(':') ? `[${host}]` : host;
  const found = await source.found();
  writeLines(this, [
    `Live page: http://${shown}:${server.port}/`,
    found === undefined ? source.waiting : `It shows ${found}.`,
    ...(isLoopback(host) ? [] : [`Whoever reaches ${host} can look on.`]),
    'Ctrl-C ends the page, and nothing else.',
  ]);
  await interruptionOf(this.interrupted);
  await server.close();
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function listen(options: Parameters<typeof serveLive>[0]): Promise<LiveServer> {
  const { host, port } = options;
  try {
    return await serveLive(options);
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE')) {
      const remedy = 'Choose another port with --port, or leave it out for a free one.';
      throw knownError('port-taken', { address: `${host}:${port}`, remedy }, error);
    }
    if (hasCode(error, 'EACCES'))
      throw knownError(
        'bad-value',
        { what: '--port', given: String(port), expected: 'one that this user may listen at' },
        error,
      );
    if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].some((code) => hasCode(error, code)))
      throw knownError(
        'bad-value',
        { what: '--host', given: host, expected: 'an address of this machine' },
        error,
      );
    throw error;
  }
}

function interruptionOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve_) => {
    if (signal.aborted) resolve_();
    signal.addEventListener('abort', () => resolve_());
  });
}
