import { z } from 'zod';
import { objectivesSchema } from './schema.ts';

/** Where editors find the schema, from the folder that the package is installed in. */
export const schemaFile = 'docs/schemas/objectives.schema.json';

/** The objectives file as JSON Schema, draft 2020-12, for editors. What keys say together is left to the reading of the file. */
export function objectivesJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(objectivesSchema, { io: 'input' });
  return {
    $schema,
    title: 'Service level objectives of Bilancia',
    description: 'What a run must keep to: bilancia run SCENARIO --slo FILE',
    ...schema,
  };
}
