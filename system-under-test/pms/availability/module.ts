import { z } from 'zod';
import { findGroup, findProperty } from '../catalog/find.ts';
import { kind } from '../inventory/module.ts';
import { type PmsContext, readsOf } from '../framework/deps.ts';
import { endpoint, type Module } from '../framework/endpoint.ts';
import {
  adults,
  agesFit,
  agesInQuery,
  agesMessage,
  cents,
  children,
  codeId,
  date,
  inQuery,
  tenantField,
  inOrder,
  stay,
  stayOrder,
} from '../framework/fields.ts';
import { replyBody, replyStored } from '../framework/reply.ts';
import { rememberSearch } from '../framework/visitor.ts';
import { findFreeUnits } from './free-units.ts';
import { localDay } from '../domain/local-day.ts';
import { findOffers } from './offers.ts';
import { keyOf, recentAnswers } from './recent-answers.ts';

const offersQuery = z
  .object({
    ...stay,
    property: codeId,
    adults: inQuery(adults.default(2)),
    children: inQuery(children.default(0)),
    childrenAges: agesInQuery.optional().describe('Of each child, with commas between them'),
  })
  .refine(inOrder, stayOrder)
  .refine(agesFit, agesMessage);
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

/** `/availability`: most of the load, so one indexed read at most, and none where others asked the same just now. */
export const availabilityModule: Module = (deps) => {
  const recent = recentAnswers(deps.configuration.searchSeconds * 1000, deps.now);
  /** Who wrote just now sees what they wrote. */
  const answer = async (
    c: PmsContext,
    question: readonly (string | number)[],
    ask: () => Promise<Record<string, unknown>>,
  ): Promise<Response> => {
    const text = async () => JSON.stringify(replyBody(c, await ask()));
    const [kind, ...rest] = question;
    const key = [c.get('tenant').id, kind, keyOf(rest.join(' '), deps.configuration.flaws)].join(
      ' ',
    );
    return replyStored(c, 200, await (c.get('fresh') ? text() : recent.get(key, text)));
  };
  return [
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
        const { arrival, departure, adults, children, childrenAges } = query;
        const property = findProperty(await deps.catalogs(c.get('tenant')), query.property);
        const asked = { property: property.code, arrival, departure };
        const question = ['offers', property.code, arrival, departure, adults, children];
        if (childrenAges !== undefined) question.push(childrenAges.join());
        const [response] = await Promise.all([
          answer(c, question, async () => ({
            ...asked,
            offers: await findOffers(readsOf(c), {
              ...query,
              property,
              today: localDay(deps.now()),
            }),
          })),
          rememberSearch(c, deps, asked),
        ]);
        return response;
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
        const { arrival, departure } = query;
        return answer(c, ['units', group.id, arrival, departure], async () => ({
          unitGroup: group.id,
          units:
            arrival < localDay(deps.now())
              ? []
              : await findFreeUnits(readsOf(c), group, arrival, departure),
        }));
      },
    ),
  ];
};
