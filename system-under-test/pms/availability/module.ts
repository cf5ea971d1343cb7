import { z } from 'zod';
import { findGroup, findProperty } from '../catalog/find.ts';
import { kind } from '../inventory/module.ts';
import { readsOf } from '../framework/deps.ts';
import { endpoint, type Module } from '../framework/endpoint.ts';
import {
  adults,
  cents,
  children,
  codeId,
  date,
  tenantField,
  inOrder,
  stay,
  stayOrder,
} from '../framework/fields.ts';
import { reply } from '../framework/reply.ts';
import { rememberSearch } from '../framework/visitor.ts';
import { findFreeUnits } from './free-units.ts';
import { findOffers } from './offers.ts';

const offersQuery = z
  .object({ ...stay, property: codeId, adults: adults.default(2), children: children.default(0) })
  .refine(inOrder, stayOrder);
const offer = z.object({
  unitGroup: codeId,
  name: z.string(),
  kind,
  available: z.int().min(0),
  totalCents: cents,
});
const offersAnswer = z.object({
  tenant: tenantField,
  property: codeId,
  arrival: date,
  departure: date,
  offers: z.array(offer),
});

const unitsQuery = z.object({ ...stay, unitGroup: codeId }).refine(inOrder, stayOrder);
const unitsAnswer = z.object({
  tenant: tenantField,
  unitGroup: codeId,
  units: z.array(z.object({ id: codeId, code: z.string() })),
});

/** `/availability`: most of the load, so two indexed reads at most. */
export const availabilityModule: Module = (deps) => [
  endpoint(
    {
      method: 'get',
      path: '/availability/v1/offers',
      summary: 'What the groups of a campsite cost for a stay, and how many units are left',
      tag: 'availability',
      audience: 'tenant',
      query: offersQuery,
      responses: {
        200: {
          description: 'The groups that can be sold; those that restrictions close are left out',
          schema: offersAnswer,
        },
        404: { description: 'unknown-property' },
      },
    },
    async (c, { query }) => {
      const { arrival, departure, adults, children } = query;
      const property = findProperty(await deps.catalogs(c.get('tenant')), query.property);
      const [offers] = await Promise.all([
        findOffers(readsOf(c), { property, arrival, departure, adults, children }),
        rememberSearch(c, deps, { property: property.code, arrival, departure }),
      ]);
      return reply(c, 200, { property: property.code, arrival, departure, offers });
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/availability/v1/units',
      summary: 'The units of a group that are free for a stay',
      tag: 'availability',
      audience: 'tenant',
      query: unitsQuery,
      responses: {
        200: { description: 'In code order', schema: unitsAnswer },
        404: { description: 'unknown-unit-group' },
      },
    },
    async (c, { query }) => {
      const group = findGroup(await deps.catalogs(c.get('tenant')), query.unitGroup);
      const units = await findFreeUnits(readsOf(c), group, query.arrival, query.departure);
      return reply(c, 200, { unitGroup: group.id, units });
    },
  ),
];
