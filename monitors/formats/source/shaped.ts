import type { z } from 'zod';
import type { BilanciaError } from '../../../core/errors.ts';
import type { ShapeProblem } from './issue.ts';
import { shapeProblems } from './issue.ts';
import type { Fields } from './record.ts';
import { joined } from './refuse.ts';

/** What a reader does about fields that do not have the shape that they must have. */
export interface Misshapen {
  /** What the user's format calls a property. */
  readonly nameOf?: (property: string) => string;
  /** Told what is wrong when the value is a placeholder. */
  readonly leaveOut: (problem: string) => void;
  readonly refuse: (problem: ShapeProblem) => BilanciaError;
}

/**
 * Fields in the shape of a schema; undefined where a value that is needed is not known.
 * @throws bad-text with everything that is wrong
 */
export function shaped<S extends z.ZodType>(
  fields: Fields,
  schema: S,
  { nameOf, leaveOut, refuse }: Misshapen,
): z.infer<S> | undefined {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const problems = shapeProblems(fields, parsed.error, nameOf);
  const unknown = problems.find(({ given }) => typeof given === 'string' && given.includes('${'));
  if (unknown === undefined) throw joined(problems.map(refuse));
  leaveOut(unknown.problem);
  return undefined;
}
