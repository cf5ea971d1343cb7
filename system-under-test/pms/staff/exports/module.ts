import { z } from 'zod';
import { addDays } from '../../domain/civil-date.ts';
import { reportOn } from '../../exports/alloggiati/report-on.ts';
import { writeAlloggiati } from '../../exports/alloggiati/write.ts';
import { missingData, missingForStatistics } from '../../exports/missing.ts';
import { writeRoss1000 } from '../../exports/ross1000/write.ts';
import type { PmsContext } from '../../framework/deps.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { codeId, date, inQuery } from '../../framework/fields.ts';
import { Problem } from '../../problem.ts';
import { propertyByCode } from '../properties.ts';
import { isRange, rangeMessage } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { arrivedBetween } from './guests-of-day.ts';
import { movementDays, type Site } from './movements.ts';

const longest = 92;
const property = codeId;

/** Refuses while something is missing, naming each gap. */
function demandComplete(missing: readonly string[]): void {
  const [first] = missing;
  if (first === undefined) return;
  const errors = missing.map((message) => ({ path: 'guests', message }));
  throw new Problem('guest-data-missing', `${first} Gaps in all: ${missing.length}.`, errors);
}

async function siteOf(c: PmsContext, propertyId: string): Promise<Site> {
  const row = await readsOf(c)
    .selectFrom('unit')
    .innerJoin('unit_group', 'unit_group.id', 'unit.unit_group_id')
    .select((unit) => [
      unit.fn.countAll<number>().as('units'),
      unit.fn.sum<number>('unit_group.beds').as('beds'),
    ])
    .where('unit_group.property_id', '=', propertyId)
    .executeTakeFirstOrThrow();
  return { units: row.units, beds: row.beds };
}

/** Files for the police and for the statistics office. */
export const exportsModule: Module = (deps) => [
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'get',
      path: '/exports/v1/alloggiati',
      summary: 'The guests who arrived on a day, as the police takes them: 168 characters a line',
      tag: 'staff',
      audience: 'staff',
      query: z.object({
        property,
        date,
        part: inQuery(z.int().min(1).max(1000).optional()).describe(
          'Which file, when a day fills several',
        ),
      }),
      responses: { 200: { description: 'The file', mediaType: 'text/plain' } },
    },
    async (c, { query }) => {
      const site = await propertyByCode(readsOf(c), query.property);
      const arrived = await arrivedBetween(readsOf(c), site.id, query.date, addDays(query.date, 1));
      const parties = arrived.flatMap(({ party }) => reportOn(party, query.date));
      const written = writeAlloggiati(parties);
      if ('missing' in written) demandComplete(written.missing);
      const files = 'files' in written ? written.files : [];
      if (files.length > 1 && query.part === undefined) {
        const ask = `ask for each with part=1 to part=${files.length}`;
        throw new Problem(
          'several-files',
          `The arrivals of this day fill ${files.length} files: ${ask}.`,
        );
      }
      const file = files[(query.part ?? 1) - 1];
      if (file === undefined && (query.part ?? 1) > 1) {
        throw new Problem('not-found', `The arrivals of this day fill ${files.length} files.`);
      }
      return c.body(file ?? '', 200, { 'content-type': 'text/plain; charset=utf-8' });
    },
  ),
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'get',
      path: '/exports/v1/ross1000',
      summary: 'Arrivals, departures and occupied units of each day, as ROSS1000 takes them',
      tag: 'staff',
      audience: 'staff',
      query: z
        .object({
          property,
          from: date.describe('The first day'),
          to: date.describe('The day after the last day'),
        })
        .refine(isRange(longest), rangeMessage(longest)),
      responses: { 200: { description: 'The file', mediaType: 'application/xml' } },
    },
    async (c, { query }) => {
      const { from, to } = query;
      const found = await propertyByCode(readsOf(c), query.property);
      const arrived = await arrivedBetween(readsOf(c), found.id, from, to);
      demandComplete(
        arrived.flatMap(({ party }) => [...missingData(party), ...missingForStatistics(party)]),
      );
      const days = movementDays(arrived, await siteOf(c, found.id), from, to);
      const xml = writeRoss1000({ code: found.register_code, product: 'Bilancia', days });
      return c.body(xml, 200, { 'content-type': 'application/xml; charset=utf-8' });
    },
  ),
];
