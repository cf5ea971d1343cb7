import { hasCode } from '../../core/errors.ts';
import { accessLogScanner } from '../../core/formats/alb-access-log.ts';
import { lineBlocks, newline } from '../../core/line-blocks.ts';
import { runFile } from '../../core/run-folder/path.ts';

/** Requests of one site that the load balancer logged. */
export interface BalancerCount {
  all: number;
  /** That it sent to no task. */
  withoutTask: number;
  /** By second since 1970. */
  readonly bySecond: Map<number, number>;
}

/**
 * Requests by host name, without those for `except`. Undefined where there is no access log.
 * @param except paths that are read before the load
 */
export async function balancerCounts(
  folder: string,
  except: (path: string) => boolean,
): Promise<ReadonlyMap<string, BalancerCount> | undefined> {
  const counts = new Map<string, BalancerCount>();
  const { scan, textOf } = accessLogScanner();
  const read = (block: Buffer, from: number, to: number): void => {
    if (to === from || !scan(block, from, to)) return;
    const place = placeOf(textOf('request'));
    if (place === undefined || except(place.path)) return;
    const own = counts.get(place.host) ?? { all: 0, withoutTask: 0, bySecond: new Map() };
    counts.set(place.host, own);
    own.all += 1;
    if (textOf('target') === '-') own.withoutTask += 1;
    const second = Math.floor(Date.parse(textOf('time')) / 1000);
    own.bySecond.set(second, (own.bySecond.get(second) ?? 0) + 1);
  };
  try {
    for await (const block of lineBlocks(runFile(folder, 'accessLog'))) {
      let from = 0;
      for (let to = block.indexOf(newline); to >= 0; to = block.indexOf(newline, from)) {
        read(block, from, to);
        from = to + 1;
      }
      read(block, from, block.length);
    }
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    return undefined;
  }
  return counts;
}

/** Of `"GET http://riviera.localhost:8080/book?x HTTP/1.1"`: the host without its port, and the path without its query. */
function placeOf(request: string): { readonly host: string; readonly path: string } | undefined {
  const [, host, path = '/'] =
    /^"\S+ \w+:\/\/(\[[^\]]*\]|[^/:?\s]*)(?::\d+)?([^?\s]*)/.exec(request) ?? [];
  return host === undefined ? undefined : { host: host.toLowerCase(), path };
}
