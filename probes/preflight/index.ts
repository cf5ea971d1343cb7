import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { type Probe, anyProbe } from '../contract/probe.ts';
import { judge } from './judge.ts';
import { type Sample, sampleSchema } from './sample.ts';
import { watch } from './watch.ts';

/** What would go wrong if the writer broke now. */
const probe: Probe<Sample> = { sample: watch, parse: parserOf(sampleSchema), judge };
export const preflight = anyProbe(probe);
