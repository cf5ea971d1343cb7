import { z } from 'zod';
import { targetSchema } from './schema.ts';

/** Where editors find the schema, from the folder that the package is installed in. */
export const schemaFile = 'docs/schemas/target.schema.json';

/** The target file as JSON Schema, draft 2020-12, for editors. What keys say together is left to the reading of the file. */
export function targetJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(targetSchema, { io: 'input' });
  return {
    $schema,
    title: 'A target of Bilancia',
    description: 'What is tested: bilancia run SCENARIO --target FILE',
    ...schema,
  };
}
