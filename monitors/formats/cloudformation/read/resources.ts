import type { AccountRegion } from '../../../aws/arn.ts';
import type { ReadNote } from '../../../definitions/definition.ts';
import type { Location } from '../../../../core/source/location.ts';
import { lineStarts, placeAt } from '../../source/lines.ts';
import type { Fields } from '../../source/record.ts';
import { fieldsOf } from '../../source/record.ts';
import { silencesIn } from '../../silences.ts';
import { readers } from './definitions.ts';
import { evaluate } from './evaluate.ts';
import { nameProperties } from './known-types.ts';
import type { ItemsOf } from './loops.ts';
import { entriesOf, unrolled } from './loops.ts';
import type { TemplateResource } from './resource.ts';
import type { TemplateSource } from './source.ts';
import type { TemplateScope } from './template-scope.ts';
import { templateScope } from './template-scope.ts';

export interface TemplateResources {
  /** Those that are, or are part of, definitions. */
  readonly known: readonly TemplateResource[];
  /** Types of the others. */
  readonly others: readonly string[];
  /** Names of conditions that are false, with the resources that they leave out. */
  readonly excluded: ReadonlyMap<string, readonly string[]>;
  /** Texts that stand for values that are not known. */
  readonly placeholders: readonly string[];
}

/** The resources of a template with their calls resolved, without those whose condition is false. */
export function resourcesOf(
  source: TemplateSource,
  place: AccountRegion,
  parameters: ReadonlyMap<string, string>,
  notes: ReadNote[],
): TemplateResources {
  const written = fieldsOf(source.root);
  const lines = lineStarts(source.text);
  const noteAt = noteOnce(notes);
  const known: TemplateResource[] = [];
  const others: string[] = [];
  const excluded = new Map<string, string[]>();
  const placeholders = new Set<string>();
  const locate = (address: readonly (string | number)[], id: string): Location => ({
    file: source.path,
    ...placeAt(lines, source.offsetOfKey(address)),
    address: `Resources.${id}`,
  });
  const scopeIn = (template: Fields, note: (sentence: string) => void): TemplateScope =>
    templateScope(template, {
      place,
      parameters,
      note,
      onPlaceholder: (text) => void placeholders.add(text),
    });
  const itemsOf: ItemsOf = (collection, loop) => {
    const note = noteAt(locate(['Resources', loop], loop));
    const items = evaluate(collection, scopeIn(written, note));
    if (Array.isArray(items)) return items.map(String);
    note(`${loop} is left out, because its list is not known.`);
    return undefined;
  };
  const entries = entriesOf(fieldsOf(written['Resources']), itemsOf);
  const template = {
    ...written,
    Conditions: unrolled(written['Conditions'], itemsOf),
    Resources: Object.fromEntries(entries.map(({ key, value }) => [key, value])),
  };
  for (const { key: id, value, path } of entries) {
    const resource = fieldsOf(value);
    const type = typeOf(id, resource);
    if (!readers.has(type) && type !== 'AWS::SNS::Subscription') {
      others.push(type);
      continue;
    }
    const address = ['Resources', ...path];
    const location = locate(address, id);
    const note = noteAt(location);
    const scope = scopeIn(template, note);
    const condition = resource['Condition'];
    if (typeof condition === 'string' && !scope.condition(condition)) {
      note(`${id} is left out, because its condition ${condition} is false.`);
      excluded.set(condition, [...(excluded.get(condition) ?? []), id]);
      continue;
    }
    const properties = fieldsOf(evaluate(resource['Properties'], scope));
    const name = nameProperties.get(type);
    known.push({
      id,
      type,
      address,
      location,
      note,
      silences: silencesIn(fieldsOf(resource['Metadata'])['Bilancia'], note),
      properties: name === undefined ? properties : { ...properties, [name]: scope.nameOf(id) },
    });
  }
  return { known, others, excluded, placeholders: [...placeholders] };
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
