import { rowsOf } from '../database/connection.ts';
import type { FlatRow } from '../database/connection.ts';
import type { ComparisonInvariant, Scope } from './invariant.ts';

/** What has an id that is unique over all tenants. */
const owned = ['property', 'unit_group', 'unit', 'booking', 'reservation', 'folio', 'payment'];

/** Answers that were stored for repeated requests say for which tenant they were. */
const othersAnswers = `
  SELECT k.\`key\` AS id, JSON_VALUE(k.response, '$.tenant') AS otherTenant, 'idempotency_key' AS kind
  FROM idempotency_key k WHERE JSON_VALUE(k.response, '$.tenant') <> ?`;

export const oneTenantEach: ComparisonInvariant = {
  kind: 'ownership',
  cost: 'costly',
  rule: "Nothing stands in two tenants' databases, and no answer in that of another tenant.",
  check: async (scope) => {
    const [counted] = await rowsOf(scope.writer, 'SELECT COUNT(*) AS checked FROM booking');
    const found = [
      ...(await sharedRows(scope)),
      ...(await rowsOf(scope.writer, othersAnswers, [scope.tenant])),
    ];
    return { checked: Number(counted?.['checked'] ?? 0), violations: found };
  },
};

/** Rows that are in this tenant's database and in another's, found by their primary keys. */
async function sharedRows({ tenant, database, writer }: Scope): Promise<FlatRow[]> {
  const others = Object.entries(database.schemas).filter(([other]) => other !== tenant);
  const own = database.schemas[tenant];
  if (own === undefined || others.length === 0) return [];
  const statements = others.flatMap(([, schema]) =>
    owned.map(
      (table) => `
      SELECT mine.id, ? AS otherTenant, '${table}' AS kind
      FROM \`${own}\`.${table} mine JOIN \`${schema}\`.${table} theirs ON theirs.id = mine.id`,
    ),
  );
  const names = others.flatMap(([other]) => owned.map(() => other));
  return rowsOf(writer, statements.join(' UNION ALL '), names);
}
