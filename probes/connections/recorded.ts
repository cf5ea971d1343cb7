import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, knownError } from '../../core/errors.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { readProbeManifest } from '../../core/probe-folder/manifest.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { readNdjson } from '../../core/run-folder/ndjson.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import type { Recording } from '../contract/probe.ts';
import { type Sample, sampleSchema } from './samples/sample.ts';

/**
 * What a run saw of its readers, every 5 s, or this probe itself.
 * @throws unreadable-file; probe-impossible for the folder of another probe, and for a run that saw no readers
 */
export async function* recorded({ folder }: Recording): AsyncGenerator<Sample> {
  const impossible = (reason: string): Error =>
    knownError('probe-impossible', {
      probe: 'connections',
      target: folder,
      reason,
      remedy: 'Name a run whose target has database readers, or a live system.',
    });
  const own = await readProbeManifest(folder);
  if (own !== undefined) {
    if (own.probe !== 'connections') throw impossible(`it is of the probe ${own.probe}`);
    yield* readNdjson(join(folder, probeFiles.samples), parserOf(sampleSchema));
    return;
  }
  const { machine, target, files, startedAt } = await readManifest(folder);
  const from = Date.parse(startedAt);
  const cores = target.capabilities.sharesMachine ? { cores: machine.cores } : {};
  // All that it should have seen, so that one that it never saw is missed.
  for (const { id, role } of target.instances)
    if (role === 'reader' || role === 'writer')
      yield { kind: 'node', at: from, id, role, ...cores };
  const known = new Set<string>();
  const path = runFile(folder, 'readers');
  const written = files?.[runFiles.readers.name] ?? 0;
  const left = await sizeOf(path);
  if (left < written) {
    const reason = `${runFiles.readers.name} was cut: ${left} of ${written} bytes are left`;
    yield { kind: 'lost', at: from, reason };
  }
  for await (const sample of readNdjson(path, runFiles.readers.parse)) {
    const {
      at,
      reader: id,
      connections: open,
      maxConnections,
      refusedTotal,
      abortedTotal,
    } = sample;
    if (!known.has(id)) yield { kind: 'node', at, id, role: 'reader', ...cores };
    known.add(id);
    yield {
      kind: 'connections',
      at,
      id,
      most: maxConnections ?? null,
      // The run left out its own.
      open: maxConnections === undefined ? open : open + 1,
      ...(refusedTotal === undefined ? {} : { refusedTotal }),
      ...(abortedTotal === undefined ? {} : { abortedTotal }),
      ...(sample.cpuSeconds === undefined ? {} : { cpuSeconds: sample.cpuSeconds }),
    };
  }
  if (known.size === 0) throw impossible('it saw no database reader');
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
