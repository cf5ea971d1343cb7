import { objectivesSchema } from './schema.ts';

/** Requests that change something: the visitors' own names, and the method first as many scripts have it. */
const writes = ['quote', 'book', 'book-again', 'POST *', 'PUT *', 'PATCH *', 'DELETE *'];

/** What is judged when no objectives are given. */
export const defaultObjectives = objectivesSchema.parse({
  objectives: [
    { name: 'reads', requests: ['*'], except: writes, p95: 300, p99: 1000 },
    { name: 'writes', requests: writes, p95: 1000 },
    { name: 'errors', requests: ['*'], together: true, errorRate: 0.001 },
  ],
});
