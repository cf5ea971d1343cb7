import type { Base } from '../definitions/base.ts';
import type { Budget } from '../definitions/lint-settings.ts';
import {
  ofKind,
  type Definition,
  type DefinitionKind,
  type DefinitionSet,
} from '../definitions/definition.ts';

export interface LintContext {
  readonly set: DefinitionSet;
  readonly all: <K extends DefinitionKind>(kind: K) => readonly Extract<Definition, { kind: K }>[];
  /** Where a definition lives: its own region, or the environment's. */
  readonly regionOf: (definition: Pick<Base, 'region'>) => string;
  readonly budget: Budget | undefined;
}

export function lintContext(set: DefinitionSet, budget?: Budget): LintContext {
  return {
    set,
    all: (kind) => ofKind(set.definitions, kind),
    regionOf: ({ region }) => region ?? set.environment.region,
    budget,
  };
}
