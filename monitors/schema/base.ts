import { z } from 'zod';

/** An object that takes these keys and no other: the message of an unknown one is the list of those known. */
export function closed<S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined,
  });
}

export const text = z.string().min(1);

export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-south-1');

const target = 'an ARN, or { topic: "name of a topic" }';

/** An ARN, or the name of a topic among the definitions. */
export const actionTarget = z.union([z.string().regex(/^arn:/, target), closed({ topic: text })], {
  error: target,
});

export const actions = closed({
  alarm: z.array(actionTarget).optional(),
  ok: z.array(actionTarget).optional(),
  insufficientData: z.array(actionTarget).optional(),
});

const location = closed({
  file: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
  address: z.string().optional(),
});

/** What every definition has besides its kind. */
export const base = {
  name: text.max(512),
  region: region.optional(),
  tags: z.record(text, z.string()).optional(),
  origin: location.optional(),
};
