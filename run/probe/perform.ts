import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { knownError, reasonOf } from '../../core/errors.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { type ProbeManifest, writeProbeManifest } from '../../core/probe-folder/manifest.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { type NdjsonWriter, openNdjson } from '../../core/run-folder/ndjson.ts';
import { createRunFolder } from '../../core/run-folder/open.ts';
import type { AnyProbe, Settings } from '../../probes/contract/probe.ts';
import { bare, isThisMachine } from '../../targets/hosts.ts';
import { confirmationFlag } from '../../targets/reach.ts';
import type { Target } from '../../targets/target.ts';
import type { RunContext } from '../context.ts';
import { judgeProbe } from './judge.ts';

/** A probe to be made. */
export interface ProbeRequest {
  readonly name: string;
  readonly probe: AnyProbe;
  readonly target: Target;
  readonly settings: Settings;
  readonly seconds: number;
  /** Folder to create. */
  readonly out: string;
  /** Whether the user may look at systems elsewhere. */
  readonly confirmed: boolean;
}

/** Samples are on disk after this at the latest. */
const flushEveryMs = 1_000;

/**
 * Looks at the target until the time is over or somebody interrupts, writes what is seen as it comes, and judges it.
 * @throws what the probe throws; what was seen until then stays, and can be judged with `bilancia report`
 */
export async function performProbe(
  { now, interrupted }: RunContext,
  request: ProbeRequest,
  tell: (text: string) => void,
): Promise<ProbeVerdict> {
  const { name, probe, target, settings, seconds, out } = request;
  const until = AbortSignal.any([interrupted, AbortSignal.timeout(seconds * 1000)]);
  const samples = probe.sample({ target, settings, until, tell, allow: allowance(request) });
  const iterator = samples[Symbol.asyncIterator]();
  // A folder is made for what was seen, and not for what could not be looked at.
  const first = await iterator.next();
  const folder = await createRunFolder(out);
  try {
    const manifest: ProbeManifest = {
      schemaVersion: 1,
      probe: name,
      target: { name: target.name, kind: target.kind },
      settings: Object.fromEntries(
        Object.entries(settings).map(([setting, values]) => [setting, [...values]]),
      ),
      plannedSeconds: seconds,
      startedAt: new Date(now()).toISOString(),
      bilanciaVersion: packageJson.version,
    };
    await writeProbeManifest(out, manifest);
    const writer = await openNdjson(join(out, probeFiles.samples));
    try {
      await writeAll(writer, first, iterator);
    } finally {
      await writer.close();
    }
    const endedAt = new Date(now()).toISOString();
    await writeProbeManifest(out, { ...manifest, endedAt, interrupted: interrupted.aborted });
    return await judgeProbe(out, probe);
  } finally {
    await folder.close();
  }
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
