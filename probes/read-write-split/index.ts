import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { type Probe, anyProbe } from '../contract/probe.ts';
import { judge } from './judge.ts';
import { type Sample, sampleSchema } from './sample.ts';
import { watch } from './watch.ts';

/** Whether an endpoint that splits reads from writes sends each statement where it must go. */
const probe: Probe<Sample> = { sample: watch, parse: parserOf(sampleSchema), judge };
export const readWriteSplit = anyProbe(probe);
