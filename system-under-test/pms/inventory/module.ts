import { localDay } from '../domain/local-day.ts';
import { z } from 'zod';
import { endpoint, type Module } from '../framework/endpoint.ts';
import { cents, codeId, date, tenantField } from '../framework/fields.ts';
import { reply } from '../framework/reply.ts';

export const kind = z.enum(['pitch', 'mobile-home', 'bungalow']);

const unitGroup = z.object({
  id: codeId,
  code: z.string(),
  name: z.string(),
  kind,
  maxPersons: z.int(),
  units: z.int().describe('How many there are'),
});

const service = z.object({
  code: codeId,
  name: z.string(),
  unitCents: cents,
  per: z.enum(['stay', 'night']),
  maxQuantity: z.int(),
});

const properties = z.object({
  tenant: tenantField,
  properties: z.array(
    z.object({
      code: codeId,
      name: z.string(),
      unitGroups: z.array(unitGroup),
      services: z.array(service).describe('What can be booked with a stay'),
    }),
  ),
  bookable: z.object({ from: date, to: date }).describe('First arrival and last departure'),
});

/** `/inventory`: what there is to book. */
export const inventoryModule: Module = (deps) => [
  endpoint(
    {
      method: 'get',
      path: '/inventory/v1/properties',
      summary: 'Campsites, their unit groups, and the days that can be booked',
      tag: 'inventory',
      audience: 'tenant',
      responses: { 200: { description: 'All of the tenant', schema: properties } },
    },
    async (c) => {
      const catalog = await deps.catalogs(c.get('tenant'));
      const all = [...catalog.properties.values()];
      const first = all.map((property) => property.bookable.from).toSorted()[0] ?? '';
      const today = localDay(deps.now());
      const from = first < today ? today : first;
      const to =
        all
          .map((property) => property.bookable.to)
          .toSorted()
          .at(-1) ?? '';
      return reply(c, 200, {
        properties: all.map(({ code, name, groups, services }) => ({
          code,
          name,
          services,
          unitGroups: groups.map(({ id, code, name, kind, maxPersons, units }) => {
            return { id, code, name, kind, maxPersons, units: units.length };
          }),
        })),
        bookable: { from, to },
      });
    },
  ),
];
