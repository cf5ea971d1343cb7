import type { AccountRegion } from '../../../aws/arn.ts';
import type { ReadNote } from '../../../definitions/definition.ts';
import type { Location } from '../../../source/location.ts';
import { lineStarts } from '../../source/lines.ts';
import type { Fields } from '../../source/record.ts';
import { fieldsOf } from '../../source/record.ts';
import { readers } from './definitions.ts';
import { evaluate } from './evaluate.ts';
import { nameProperties } from './known-types.ts';
import type { TemplateResource } from './resource.ts';
import { locationOf } from './resource.ts';
import type { TemplateSource } from './source.ts';
import { templateScope } from './template-scope.ts';

export interface TemplateResources {
  /** Those that are, or are part of, definitions. */
  readonly known: readonly TemplateResource[];
  /** Types of the others. */
  readonly others: readonly string[];
  /** Texts that stand for values that are not known. */
  readonly placeholders: readonly string[];
}

/** The resources of a template with their calls resolved, without those whose condition is false. */
export function resourcesOf(
  source: TemplateSource,
  place: AccountRegion,
  parameters: Readonly<Record<string, string>>,
  notes: ReadNote[],
): TemplateResources {
  const template = fieldsOf(source.root);
  const lines = lineStarts(source.text);
  const noteAt = noteOnce(notes);
  const known: TemplateResource[] = [];
  const others: string[] = [];
  const placeholders = new Set<string>();
  const onPlaceholder = (text: string): void => void placeholders.add(text);
  for (const [id, value] of Object.entries(fieldsOf(template['Resources']))) {
    const resource = fieldsOf(value);
    const type = typeOf(id, resource);
    if (!readers.has(type) && type !== 'AWS::SNS::Subscription') {
      others.push(type);
      continue;
    }
    const location = locationOf(source, lines, id);
    const note = noteAt(location);
    const scope = templateScope(template, { place, parameters, note, onPlaceholder });
    const condition = resource['Condition'];
    if (typeof condition === 'string' && !scope.condition(condition)) {
      note(`${id} is left out, because its condition ${condition} is false.`);
      continue;
    }
    const properties = fieldsOf(evaluate(resource['Properties'], scope));
    const name = nameProperties.get(type);
    known.push({
      id,
      type,
      location,
      note,
      properties: name === undefined ? properties : { ...properties, [name]: scope.nameOf(id) },
    });
  }
  return { known, others, placeholders: [...placeholders] };
}

function typeOf(id: string, { Type: type }: Fields): string {
  if (typeof type === 'string') return type;
  return id.startsWith('Fn::') ? id : 'no type';
}

/** The same is worth saying once, at the first place. */
function noteOnce(notes: ReadNote[]): (location: Location) => (note: string) => void {
  const said = new Set<string>();
  return (location) => (note) => {
    if (!said.has(note)) notes.push({ note, location });
    said.add(note);
  };
}
