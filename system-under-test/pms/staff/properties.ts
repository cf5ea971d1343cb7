import type { Reader } from '../database/handles.ts';
import type { PropertyTable } from '../schema/property.ts';
import type { Tables } from '../schema/tables.ts';
import { Problem } from '../problem.ts';

/** @throws Problem unknown-property */
export async function propertyByCode(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  code: string,
): Promise<Pick<PropertyTable, 'id' | 'code' | 'register_code'>> {
  const property = await reads
    .selectFrom('property')
    .select(['id', 'code', 'register_code'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (!property) throw new Problem('unknown-property', `There is no property "${code}".`);
  return property;
}
