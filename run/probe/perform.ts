import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { formatSeconds } from '../../core/duration.ts';
import { knownError, reasonOf } from '../../core/errors.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { type ProbeManifest, writeProbeManifest } from '../../core/probe-folder/manifest.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { type NdjsonWriter, openNdjson } from '../../core/run-folder/ndjson.ts';
import { createRunFolder, requireUnused } from '../../core/run-folder/open.ts';
import type { AnyProbe, Settings } from '../../probes/contract/probe.ts';
import { bare, isThisMachine } from '../../targets/hosts.ts';
import { confirmationFlag } from '../../targets/reach.ts';
import type { Target } from '../../targets/target.ts';
import type { RunContext } from '../context.ts';
import { judgeProbe } from './judge.ts';
import { recordingIn } from './recording.ts';

/** A probe to be made, of a live system or of what was recorded of one. */
export interface ProbeRequest {
  readonly name: string;
  readonly probe: AnyProbe;
  readonly of: { readonly target: Target } | { readonly recording: string };
  readonly settings: Settings;
  /** How long to look; `once` for a probe that ends by itself. */
  readonly seconds: number | 'once';
  /** Folder to create. */
  readonly out: string;
  /** Whether the user may look at systems elsewhere. */
  readonly confirmed: boolean;
}

/** Samples are on disk after this at the latest. */
const flushEveryMs = 1_000;

/**
 * Looks at the target until the time is over or somebody interrupts, or reads the recording to its end; writes what is seen
 * as it comes, and judges it.
 * @throws what the probe throws; what was seen until then stays, and can be judged with `bilancia report`
 */
export async function performProbe(
  { now, interrupted }: RunContext,
  request: ProbeRequest,
  tell: (text: string) => void,
): Promise<ProbeVerdict> {
  const { name, probe, of, settings, seconds, out } = request;
  await requireUnused(out);
  const over = new AbortController();
  const until = AbortSignal.any([interrupted, over.signal]);
  let ending: NodeJS.Timeout | undefined;
  const { samples, about } =
    'recording' in of
      ? await recordingIn(of.recording, { name, probe, settings })
      : {
          samples: probe.sample({
            target: of.target,
            settings,
            until,
            tell,
            allow: allowance(request),
          }),
          about: {
            target: { name: of.target.name, kind: of.target.kind },
            plannedSeconds: seconds === 'once' ? 0 : seconds,
            startedAt: new Date(now()).toISOString(),
          },
        };
  const iterator = samples[Symbol.asyncIterator]();
  try {
    // A folder is made for what was seen, and not for what could not be looked at.
    const first = await iterator.next();
    // To look takes as long as was asked for; to connect takes what it takes.
    if (seconds !== 'once') ending = setTimeout(() => over.abort(), seconds * 1000);
    const folder = await createRunFolder(out);
    try {
      if ('target' in of) tell(begun(of.target, seconds));
      const manifest: ProbeManifest = {
        schemaVersion: 1,
        probe: name,
        settings: Object.fromEntries(
          Object.entries(settings).map(([setting, values]) => [setting, [...values]]),
        ),
        bilanciaVersion: packageJson.version,
        ...about,
      };
      await writeProbeManifest(out, manifest);
      const writer = await openNdjson(join(out, probeFiles.samples));
      try {
        await writeAll(writer, first, iterator);
      } finally {
        await writer.close();
      }
      const endedAt = new Date(now()).toISOString();
      const ended = { endedAt, interrupted: interrupted.aborted, ...about };
      await writeProbeManifest(out, { ...manifest, ...ended });
      return await judgeProbe(out, probe);
    } finally {
      await folder.close();
    }
  } finally {
    clearTimeout(ending);
    // What was opened to look with would keep the process.
    await iterator.return?.();
  }
}

function begun({ name }: Target, seconds: ProbeRequest['seconds']): string {
  return seconds === 'once'
    ? `Looking at ${name}.`
    : `Looking at ${name} for ${formatSeconds(seconds)}; Ctrl-C ends early.`;
}

async function writeAll(
  writer: NdjsonWriter,
  first: IteratorResult<object>,
  iterator: AsyncIterator<object>,
): Promise<void> {
  let flushed = Date.now();
  for (let next = first; next.done !== true; next = await iterator.next()) {
    writer.write(next.value);
    if (Date.now() - flushed < flushEveryMs) continue;
    await writer.flush();
    flushed = Date.now();
  }
}

/** What a probe may look at: this machine; elsewhere only what the user confirmed. Each host is looked up once. */
function allowance({ confirmed }: ProbeRequest): (address: string) => Promise<void> {
  const allowed = new Set<string>();
  return async (address) => {
    const host = bare(address);
    if (confirmed || allowed.has(host)) return;
    const isOurs = await isThisMachine(host).catch((error: unknown) => {
      throw knownError('target-unreachable', { url: address, reason: reasonOf(error) }, error);
    });
    if (!isOurs) throw knownError('target-not-loopback', { host, flag: confirmationFlag });
    allowed.add(host);
  };
}
