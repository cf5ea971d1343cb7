import type { ChildEnd } from '../../../core/child-process.ts';
import type { EngineEnd } from '../../engine.ts';
import type { LogSummary } from './summary/log-summary.ts';

/**
 * k6's exit statuses, see `errext/exitcodes` in its source. Those that reject a script or its options: 104
 * configuration, 107 script exception, 255 all that has no status of its own, such as a script without functions.
 */
const rejections: ReadonlySet<number> = new Set([104, 107, 255]);

const known: Readonly<Record<number, Pick<EngineEnd, 'kind' | 'detail'>>> = {
  0: { kind: 'completed', detail: 'k6 played to its end.' },
  99: {
    kind: 'thresholds-crossed',
    detail: "The script's own thresholds failed (k6 exit status 99).",
  },
  105: { kind: 'interrupted', detail: 'k6 was interrupted (exit status 105).' },
};
/** Those by which a script ends or fails its own test, in words. */
const byScript: Readonly<Record<number, string>> = {
  108: 'The script aborted its own test',
  110: 'The script marked its own test as failed',
};

/** An exception in a script: before its load it rejects the script, after it only what comes then is missing. */
const exception = 107;

/**
 * What k6's end means, whatever its exit status is called.
 * @param seen whether any visitor had begun, the last error that k6 logged, and why the script ended its own test
 */
export function endOf(
  { code }: ChildEnd,
  seen: { readonly begun: boolean } & Partial<Pick<LogSummary, 'lastError' | 'ownReason'>>,
): EngineEnd {
  const manifest = { exitStatus: code };
  if (code === null) {
    const detail = 'k6 was killed by a signal that the run did not send.';
    return { kind: 'killed', detail, manifest };
  }
  if (rejections.has(code) && !seen.begun) {
    return {
      kind: 'rejected',
      detail: seen.lastError ?? `it exited with status ${code}`,
      manifest,
    };
  }
  if (code === exception) {
    const detail = `The script threw outside of its iterations (k6 exit status ${code}): ${seen.lastError ?? 'k6 does not tell what'}.`;
    return { kind: 'failed-by-script', detail, manifest };
  }
  const own = byScript[code];
  if (own !== undefined) {
    const reason = seen.ownReason === undefined ? '' : `: ${seen.ownReason}`;
    const detail = `${own} (k6 exit status ${code})${reason}.`;
    return { kind: 'failed-by-script', detail, manifest };
  }
  const detail = `k6 exited with status ${code}, so its figures cannot be trusted; see engine.log.`;
  return { ...(known[code] ?? { kind: 'broken', detail }), manifest };
}
