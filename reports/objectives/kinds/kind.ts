import type { Evidence } from '../../evidence/evidence.ts';
import type { PhasePeriod } from '../../evidence/period.ts';
import { areDefaults } from '../defaults.ts';
import { boundInWords, indicatorInWords } from '../in-words.ts';
import { nameInWords } from '../../words/names.ts';
import type { Indicator, ObjectiveResult, WindowsResult } from '../result.ts';
import type { Objective, ObjectiveKind, Objectives } from '../schema.ts';

/** One kind of objective: what it can be for, and how it is judged. */
export interface Kind<O> {
  /** What it is for, in the singular: `request`, `task`. */
  readonly noun: string;
  /** Names of everything of the run that it could be for. */
  readonly names: (seen: Seen) => readonly string[];
  /** Whether it is for what has this name. */
  readonly appliesTo: (objective: O, name: string, seen: Seen) => boolean;
  readonly judge: (where: Where<O>) => readonly ObjectiveResult[];
}

/** What was seen of the run, and the invariants with what they came to. */
export interface Seen {
  readonly evidence: Evidence;
  readonly invariants: readonly CheckedInvariant[];
}

export interface CheckedInvariant {
  readonly name: string;
  readonly checked: number;
  readonly violations: number;
}

/** One objective in one phase. */
export interface Where<O = Objective> extends Seen {
  readonly kind: ObjectiveKind;
  readonly objectives: Objectives;
  readonly objective: O & { readonly name: string };
  readonly phase: PhasePeriod;
  /** null where there is only one. */
  readonly phaseName: string | null;
  /** Whose requests alone the evidence has; null for all. */
  readonly tenant: string | null;
}

/** What a kind finds of one limit; the rest of a result is the same for all. */
export interface Found extends Pick<
  ObjectiveResult,
  'scope' | 'requests' | 'limit' | 'samples' | 'fewest' | 'counted' | 'met'
> {
  readonly indicator: Indicator;
  readonly value: number | undefined;
  readonly windows?: WindowsResult;
  /** Follows the bound: `in at least 99 % of seconds`. */
  readonly allowance?: string;
  readonly observed: string;
}

export function resultOf(where: Where<unknown>, found: Found): ObjectiveResult {
  const { objective, objectives, phaseName, kind, tenant } = where;
  const { indicator, limit, requests, samples, fewest, counted, met, value } = found;
  const scope = tenant === null ? found.scope : `${found.scope} of ${nameInWords(tenant)}`;
  const of = `${indicatorInWords(indicator)}${indicator === 'outcome' ? '' : ' of'} ${scope}`;
  return {
    name: `${objective.name}: ${of}${phaseName === null ? '' : ` in ${phaseName}`}`,
    objective: objective.name,
    origin: areDefaults(objectives) ? 'default' : 'given',
    kind,
    phase: phaseName,
    scope,
    tenant,
    requests,
    indicator,
    expected: `${boundInWords({ indicator, limit })}${found.allowance ?? ''}`,
    observed: found.observed,
    met,
    limit,
    value: value ?? null,
    samples,
    fewest,
    counted,
    windows: found.windows ?? noWindows(objectives),
  };
}

/** Of what is judged over the whole phase alone. */
function noWindows({ windows: { seconds } }: Objectives): WindowsResult {
  return { seconds, judged: 0, met: 0, needed: 1, allowed: 0, worst: null };
}
