import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { type Probe, anyProbe } from '../contract/probe.ts';
import { watch } from '../reader-balance/watch/watch.ts';
import { judge } from './judge.ts';
import { recorded } from './recorded.ts';
import { type Sample, sampleSchema } from './samples/sample.ts';

/** Connections as they were recorded, under other ways to choose a reader. */
const probe: Probe<Sample> = { sample: watch, recorded, parse: parserOf(sampleSchema), judge };
export const whatIf = anyProbe(probe);
