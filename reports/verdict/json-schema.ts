import { z } from 'zod';
import { verdictSchema, verdictVersion } from './schema.ts';

/** JSON Schema (draft 2020-12) of `verdict.json`, for those who read it with other languages. */
export function verdictJsonSchema(): object {
  return {
    ...z.toJSONSchema(verdictSchema, { io: 'output' }),
    title: 'verdict.json of Bilancia',
    description: `The verdict on a run, version ${verdictVersion}. Times in milliseconds unless their name says otherwise, rates per second, fractions 0 to 1.`,
  };
}
