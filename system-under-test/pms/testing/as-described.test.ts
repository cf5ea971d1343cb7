import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '../framework/endpoint.ts';
import { demandAsDescribed } from './as-described.ts';

const described: Endpoint = {
  operation: {
    method: 'get',
    path: '/things/{id}',
    summary: 'A thing',
    tag: 'things',
    audience: 'staff',
    responses: { 200: { description: 'It', schema: z.object({ id: z.int() }) } },
  },
  handle: () => new Response(),
};
const demand =
  (status: number, answer: unknown, path = '/things/7?x=1') =>
  () =>
    demandAsDescribed([described], { method: 'GET', path, status }, answer);

it('finds answers that are not as described', () => {
  expect(demand(200, { id: 7 })).not.toThrow();
  expect(demand(404, { slug: 'x' })).not.toThrow();
  expect(demand(200, { id: 7, more: 1 })).toThrow(/more/);
  expect(demand(200, { id: '7' })).toThrow(/expected number/);
  expect(demand(201, { id: 7 })).toThrow('GET /things/7 with 201 is not described');
  expect(demand(200, { id: 7 }, '/others')).toThrow('GET /others with 200 is not described');
});
