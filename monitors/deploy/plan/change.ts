import type { Difference } from '../resource/json.ts';
import type { Owner } from '../resource/ownership.ts';
import type { Resource } from '../resource/resource.ts';

/** One thing to be done. `key` identifies what it is done to; `needs` are the keys of what has to be done before. */
export type Change = Creation | Update | Deletion;

interface Step {
  readonly key: string;
  readonly needs: readonly string[];
}

export interface Creation extends Step {
  readonly action: 'create';
  readonly resource: Resource;
  /** The name of a metric filter that was made by others and is replaced, because names say whose filters are. */
  readonly replaces?: string;
}

export interface Update extends Step {
  readonly action: 'update';
  readonly resource: Resource;
  /** What is there now. */
  readonly before: Resource;
  readonly differences: readonly Difference[];
  /** It was made by others and gets our tags. */
  readonly adopts: boolean;
}

export interface Deletion extends Step {
  readonly action: 'delete';
  readonly resource: Resource;
  /** Composite alarms that look at one another: AWS deletes none of them before the rules of all look at nothing. */
  readonly breaks: readonly string[];
}

/** Why a definition cannot be applied. */
export interface Refusal {
  readonly subject: string;
  /** A sentence without its full stop. */
  readonly reason: string;
  /** It is there and not ours: `--adopt` would take it over. */
  readonly adoptable: boolean;
}

/** What has to be done so that an account holds what is defined. Plain data: it can be written to a file. */
export interface Plan {
  readonly owner: Owner;
  readonly accountId: string;
  readonly regions: readonly string[];
  /** In the order in which they are done. */
  readonly changes: readonly Change[];
  /** How many definitions need nothing. */
  readonly unchanged: number;
  /** Nothing is applied while there are any. */
  readonly refusals: readonly Refusal[];
  /** What is good to know and changes nothing. */
  readonly notes: readonly string[];
}
