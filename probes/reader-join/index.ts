import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { type Probe, anyProbe } from '../contract/probe.ts';
import { judge } from './judge.ts';
import { type Sample, sampleSchema } from './samples/sample.ts';
import { watch } from './watch/watch.ts';

/** How long a reader that joins takes to get its share, and what it costs when one leaves. */
const probe: Probe<Sample> = { sample: watch, parse: parserOf(sampleSchema), judge };
export const readerJoin = anyProbe(probe);
