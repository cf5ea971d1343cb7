import type { Engine } from '../engine.ts';
import { artillery } from './artillery/artillery.ts';
import { k6 } from './k6/k6.ts';

/** Every engine by its name. To add one: a folder beside this file, a line here, and its entry in the manifest's. */
export const engines = { k6, artillery } as const satisfies Record<string, Engine>;
