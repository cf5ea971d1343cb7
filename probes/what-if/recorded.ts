import { join } from 'node:path';
import { knownError } from '../../core/errors.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { readProbeManifest } from '../../core/probe-folder/manifest.ts';
import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { readNdjson } from '../../core/run-folder/ndjson.ts';
import { runFile } from '../../core/run-folder/path.ts';
import type { Recording } from '../contract/probe.ts';
import { type Sample, sampleSchema } from './samples/sample.ts';

/** Probes that see connections come and go. */
const seers: readonly string[] = ['reader-balance', 'reader-join', 'what-if'];

/**
 * The connections that a probe saw, or a run counted.
 * @throws unreadable-file; probe-impossible where neither was
 */
export async function* recorded({ folder }: Recording): AsyncGenerator<Sample> {
  const impossible = (reason: string): Error =>
    knownError('probe-impossible', {
      probe: 'what-if',
      target: folder,
      reason,
      remedy:
        'Name the folder of a probe reader-balance or reader-join, or of a run whose target has readers.',
    });
  const own = await readProbeManifest(folder);
  if (own !== undefined) {
    if (!seers.includes(own.probe))
      throw impossible(`the probe ${own.probe} does not see connections come and go`);
    yield* readNdjson(join(folder, probeFiles.samples), parserOf(sampleSchema));
    return;
  }
  let any = false;
  for await (const sample of readNdjson(runFile(folder, 'readers'), runFiles.readers.parse)) {
    const { at, reader, connections: open, connectionsTotal: openedTotal } = sample;
    if (openedTotal === undefined)
      throw impossible('its readers.ndjson does not tell how many connections were opened');
    any = true;
    yield { kind: 'counted', at, reader, open, openedTotal };
  }
  if (!any) throw impossible('it saw no database reader');
}
