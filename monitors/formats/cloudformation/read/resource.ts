import { z } from 'zod';
import type { Silence } from '../../../definitions/lint-settings.ts';
import type { Location } from '../../../../core/source/location.ts';
import { leftOutNote, unknownProperties } from '../../left-out.ts';
import type { Fields } from '../../source/record.ts';
import { refusal } from '../../source/refuse.ts';
import { shaped } from '../../source/shaped.ts';
import type { TemplateSource } from './source.ts';

/** A resource of a template, with its calls resolved. */
export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Fields;
  /** The keys at which it is written. */
  readonly address: readonly (string | number)[];
  /** Rules of the linter that its metadata turn off. */
  readonly silences: readonly Silence[];
  readonly location: Location;
  /** Keeps a sentence about the resource. */
  readonly note: (sentence: string) => void;
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
  const { text, path } = source;
  const { id, address, note } = resource;
  const given = shaped(properties, schema, {
    leaveOut: (problem) => note(`${id} is left out, because ${problem}.`),
    refuse: ({ path: keys, problem, expected }) => {
      const offset = source.offsetAt([...address, 'Properties', ...keys]);
      return refusal({ text, path, offset, address: `Resources.${id}`, problem, expected });
    },
  });
  if (given !== undefined) noteLeftOut(resource, schema);
  return given;
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
