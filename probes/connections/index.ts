import { parserOf } from '../../core/run-folder/files/declaration.ts';
import { type Probe, anyProbe } from '../contract/probe.ts';
import { judge } from './judge.ts';
import { recorded } from './recorded.ts';
import { type Sample, sampleSchema } from './samples/sample.ts';
import { watch } from './watch/watch.ts';

/** Pools against the connections that the database takes, and what scaling would make of them. */
const probe: Probe<Sample> = { sample: watch, recorded, parse: parserOf(sampleSchema), judge };
export const connections = anyProbe(probe);
