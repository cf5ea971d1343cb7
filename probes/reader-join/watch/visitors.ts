import { parseAccessLogLine } from '../../../core/formats/alb-access-log.ts';
import type { Target } from '../../../targets/target.ts';
import type { Sample } from '../samples/sample.ts';

/** What visitors were answered, second by second, where the target has an access log. */
export async function* watchVisitors(
  { accessLog }: Target,
  until: AbortSignal,
): AsyncGenerator<Sample> {
  if (accessLog === undefined) return;
  let [second, requests, errors] = [0, 0, 0];
  for await (const line of accessLog(until)) {
    const entry = parseAccessLogLine(line);
    if (entry === undefined) continue;
    const at = Math.floor(Date.parse(entry.time) / 1000) * 1000;
    if (at !== second && requests > 0) {
      yield { kind: 'answers', at: second, requests, errors };
      [requests, errors] = [0, 0];
    }
    second = at;
    requests += 1;
    if (entry.elbStatus.startsWith('5')) errors += 1;
  }
}
