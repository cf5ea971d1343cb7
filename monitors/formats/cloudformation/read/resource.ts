import { z } from 'zod';
import type { Location } from '../../../source/location.ts';
import { leftOutNote, unknownProperties } from '../../left-out.ts';
import { placeAt } from '../../source/lines.ts';
import { shapeProblem } from '../../source/issue.ts';
import type { Fields } from '../../source/record.ts';
import { refusal } from '../../source/refuse.ts';
import type { TemplateSource } from './source.ts';

/** A resource of a template, with its calls resolved. */
export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Fields;
  readonly location: Location;
  /** Keeps a sentence about the resource. */
  readonly note: (sentence: string) => void;
}

/** Where a resource stands. */
export function locationOf(source: TemplateSource, lines: readonly number[], id: string): Location {
  const offset = source.offsetOfKey(['Resources', id]);
  return { file: source.path, ...placeAt(lines, offset), address: `Resources.${id}` };
}

/**
 * The properties in the shape that the type must have; undefined when a value that is needed is not known, which is
 * noted.
 * @throws bad-text at the property that is wrong
 */
export function propertiesAs<S extends z.ZodType>(
  resource: TemplateResource,
  properties: Fields,
  schema: S,
  source: TemplateSource,
): z.infer<S> | undefined {
  const parsed = schema.safeParse(properties);
  if (parsed.success) {
    noteLeftOut(resource, schema);
    return parsed.data;
  }
  const { path, problem, expected, given } = shapeProblem(properties, parsed.error);
  if (typeof given === 'string' && given.includes('${')) {
    resource.note(`${resource.id} is left out, because ${problem}.`);
    return undefined;
  }
  throw refusal({
    text: source.text,
    path: source.path,
    offset: source.offsetAt(['Resources', resource.id, 'Properties', ...path]),
    address: `Resources.${resource.id}`,
    problem,
    expected,
  });
}

/** Properties that are read elsewhere than in the shape of their type. */
const readElsewhere = ['EventBusName', 'ScheduleExpression', 'State', 'Subscription'];

const insideLists = {
  MetricTransformations: new Set([
    'DefaultValue',
    'Dimensions',
    'MetricName',
    'MetricNamespace',
    'MetricValue',
    'Unit',
  ]),
  Targets: new Set(['Arn', 'Id']),
};

function noteLeftOut(resource: TemplateResource, schema: z.ZodType): void {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const names = unknownProperties(
    resource.properties,
    new Set([...known, ...readElsewhere]),
    insideLists,
  );
  const note = leftOutNote(names);
  if (note !== undefined) resource.note(`${resource.id}: ${note}.`);
}
