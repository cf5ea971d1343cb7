import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import type { AnyPack, Correction } from './pack.ts';

/** An option of a pack, for people. */
export interface OptionDescription {
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  readonly default?: unknown;
  readonly meaning: string;
}

/** All that a pack says of itself. */
export interface PackDescription {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionDescription[];
  readonly example: unknown;
  /** What the example makes. */
  readonly makes: readonly Pick<Definition, 'kind' | 'name' | 'region'>[];
  readonly corrections: readonly Correction[];
  readonly sources: readonly string[];
}

const schemaShape = z.object({
  properties: z.record(
    z.string(),
    z.looseObject({
      type: z.string().optional(),
      enum: z.array(z.string()).optional(),
      default: z.unknown().optional(),
      description: z.string().default(''),
    }),
  ),
  required: z.array(z.string()).default([]),
});

export function describePack(pack: AnyPack): PackDescription {
  const schema = schemaShape.parse(z.toJSONSchema(pack.options, { io: 'input' }));
  return {
    name: pack.name,
    summary: pack.summary,
    options: Object.entries(schema.properties).map(([name, property]) => ({
      name,
      required: schema.required.includes(name),
      type: property.enum?.join(' | ') ?? property.type ?? 'any',
      ...('default' in property ? { default: property.default } : {}),
      meaning: property.description,
    })),
    example: pack.example,
    makes: pack.build(pack.options.parse(pack.example)).map(({ kind, name, region }) => ({
      kind,
      name,
      ...(region === undefined ? {} : { region }),
    })),
    corrections: pack.corrections,
    sources: pack.sources,
  };
}
