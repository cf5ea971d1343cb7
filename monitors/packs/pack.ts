import type { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';

/** A row of AWS's material that is wrong, and what stands in its place here. */
export interface Correction {
  /** Which row of which list. */
  readonly row: string;
  readonly was: string;
  readonly is: string;
  readonly why: string;
}

/**
 * What watches one component: options in, definitions out. `Options` are what a user gives, `Parsed` what `build` gets,
 * with the defaults filled in.
 */
export interface Pack<Options, Parsed = Options> {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  readonly options: z.ZodType<Parsed, Options>;
  /** Options that a first user can read and change. */
  readonly example: Options;
  /** Pages that the figures come from. */
  readonly sources: readonly string[];
  readonly corrections: readonly Correction[];
  build(options: Parsed): Definition[];
}

/** A pack of whatever options. */
export type AnyPack = Pack<unknown>;

/** A pack as its schema types it. */
export function definePack<S extends z.ZodType>(
  pack: Pack<z.input<S>, z.output<S>> & { readonly options: S },
): Pack<z.input<S>, z.output<S>> {
  return pack;
}
