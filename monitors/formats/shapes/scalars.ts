import { z } from 'zod';

/*
 * Values as AWS's formats write them: templates say "60" for 60 and "true" for true, and YAML reads a bare account id as
 * a number. The message of each is what was expected.
 */

export const text = z.preprocess(
  (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  z.string({ error: 'a string' }),
);

export const number = z.preprocess(
  (value) => (typeof value === 'string' && /^\s*[-+.\d]/.test(value) ? Number(value) : value),
  z.number({ error: 'a number' }),
);

export const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean({ error: 'true or false' }),
);

export const texts = z.array(text, { error: 'a list of strings' });

/** An object of which only the known properties matter. */
export function shape<T extends z.core.$ZodLooseShape>(properties: T): z.ZodObject<T> {
  return z.object(properties, { error: 'an object' });
}

export const tags = z.array(shape({ Key: text, Value: text }), { error: 'a list of tags' });
