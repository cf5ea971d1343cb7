import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { type Probe, anyProbe } from '../contract/probe.ts';
import { judge } from './judge.ts';
import { type Sample, sampleSchema } from './samples/sample.ts';
import { watch } from './watch/watch.ts';

/** Whether the reader endpoint, its clients and their connections spread load over the readers evenly; and if not, why. */
const probe: Probe<Sample> = { sample: watch, parse: parserOf(sampleSchema), judge };
export const readerBalance = anyProbe(probe);
