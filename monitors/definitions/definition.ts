import type { CompositeAlarm } from './composite-alarm.ts';
import type { Dashboard } from './dashboard.ts';
import type { EventRule } from './event-rule.ts';
import type { LintSettings } from './lint-settings.ts';
import type { MetricAlarm } from './metric-alarm.ts';
import type { MetricFilter } from './metric-filter.ts';
import type { MuteRule } from './mute-rule.ts';
import type { Topic } from './topic.ts';
import type { Location } from '../../core/source/location.ts';

/** Anything that can be linted, tested, replayed, planned, applied and exported. */
export type Definition =
  | Topic
  | MetricFilter
  | MetricAlarm
  | CompositeAlarm
  | MuteRule
  | EventRule
  | Dashboard;

export type DefinitionKind = Definition['kind'];

/** Every kind, what others point at before what points at it: the order in which things are made. */
export const definitionKinds = [
  'topic',
  'metric-filter',
  'metric-alarm',
  'composite-alarm',
  'mute-rule',
  'event-rule',
  'dashboard',
] as const satisfies readonly DefinitionKind[];

/** The definitions of one kind. */
export function ofKind<K extends DefinitionKind>(
  definitions: readonly Definition[],
  kind: K,
): Extract<Definition, { kind: K }>[] {
  return definitions.filter(
    (definition): definition is Extract<Definition, { kind: K }> => definition.kind === kind,
  );
}

/** What a definition is called in messages: `metric alarm "pms-critical"`. */
export function nameOf({ kind, name }: Pick<Definition, 'kind' | 'name'>): string {
  return `${kind.replace('-', ' ')} "${name}"`;
}

/** Where things live and whose they are. */
export interface Environment {
  /** `prod`, `staging`, ...: part of names. */
  readonly name: string;
  /** Region of definitions that name none. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** A sentence on something that a reader of definitions left out or guessed. */
export interface ReadNote {
  readonly note: string;
  readonly location?: Location;
}

/** What a source of definitions (a file of ours, Terraform, CloudFormation, an account) gives. */
export interface DefinitionSet {
  /** Whose they are in an account: what `apply` makes carries this name, and what carries it and is not defined is deleted. */
  readonly stack?: string;
  readonly environment: Environment;
  readonly definitions: readonly Definition[];
  /** What a reader could not take over, or took over with a guess. */
  readonly notes?: readonly ReadNote[];
  /** Lint rules that do not apply, and what the definitions may cost. */
  readonly lint?: LintSettings;
  /** Alarms that exist elsewhere in the account and region, and may be referred to by name. */
  readonly external?: readonly string[];
  /** Texts such as `${Cluster}` that a reader put where the file does not tell the value. */
  readonly placeholders?: readonly string[];
}

/** The first placeholder in a text. */
export function placeholderIn(
  { placeholders = [] }: Pick<DefinitionSet, 'placeholders'>,
  text: string,
): string | undefined {
  return placeholders.find((placeholder) => text.includes(placeholder));
}
