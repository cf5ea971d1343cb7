import type { Resource } from '../deploy/resource/resource.ts';
import { leftOutNote, unknownProperties } from '../formats/left-out.ts';
import { fieldsOf } from '../formats/source/record.ts';

const beyondAlarms = ['ActionConfiguration', 'EvaluationInterval'];

/** What a resource has that definitions cannot say, as a sentence without its full stop. */
export function lostOf(resource: Resource): string | undefined {
  const { kind, content } = resource;
  const fields = fieldsOf(content);
  if (kind === 'metric-alarm' || kind === 'composite-alarm')
    return leftOutNote(beyondAlarms.filter((name) => fields[name] !== undefined));
  if (kind !== 'event-rule') return undefined;
  const known = new Set(Object.keys(fields).filter((name) => name !== 'RoleArn'));
  return leftOutNote(unknownProperties(fields, known, { Targets: new Set(['Arn', 'Id']) }));
}
