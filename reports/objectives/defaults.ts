import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { type Objectives, objectivesSchema } from './schema.ts';

/** Requests that change something: the visitors' own names, and the method first as many scripts have it. */
const writes = ['quote', 'book', 'book-again', 'POST *', 'PUT *', 'PATCH *', 'DELETE *'];

const usual = [
  { name: 'reads', requests: ['*'], except: writes, p95: 300, p99: 1000 },
  { name: 'writes', requests: writes, p95: 1000 },
  { name: 'errors', requests: ['*'], together: true, errorRate: 0.001 },
];

/** What is judged when no objectives are given, unless the profile has others. */
export const defaultObjectives = objectivesSchema.parse({ objectives: usual });

/** Those of the profiles that have others. */
const ofProfiles: ReadonlyMap<string, Objectives> = new Map([
  [
    'soak',
    objectivesSchema.parse({
      objectives: [
        ...usual,
        { name: 'drift', drift: true, memoryDrift: 0.05, connectionsDrift: 0.1, p95Drift: 0.1 },
      ],
    }),
  ],
]);

/** What a run is judged by that was given no objectives. */
export function defaultObjectivesOf({
  model,
  scenario,
}: Pick<Manifest, 'model' | 'scenario'>): Objectives {
  return (model === 'foreign' ? undefined : ofProfiles.get(scenario)) ?? defaultObjectives;
}

/** Whether nobody gave these. */
export function areDefaults(objectives: Objectives): boolean {
  return objectives === defaultObjectives || [...ofProfiles.values()].includes(objectives);
}
