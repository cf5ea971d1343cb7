import type { Base } from '../../definitions/base.ts';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { ofKind, placeholderIn } from '../../definitions/definition.ts';
import type { Definition, DefinitionKind, DefinitionSet } from '../../definitions/definition.ts';
import type { Budget } from '../../definitions/lint-settings.ts';
import { assumed } from '../../formats/source/options.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';

type OfKind<K extends DefinitionKind> = readonly Extract<Definition, { kind: K }>[];

export interface LintContext {
  readonly set: DefinitionSet;
  readonly all: <K extends DefinitionKind>(kind: K) => OfKind<K>;
  /** Where a definition lives: its own region, or the environment's. */
  readonly regionOf: (definition: Pick<Base, 'region'>) => string;
  /** The alarm of that name in that region; of several, the first. */
  readonly alarmNamed: (name: string, region: string) => MetricAlarm | CompositeAlarm | undefined;
  /** Whether an ARN's region or account can be held against where a definition lives; not when that is only assumed. */
  readonly isPlaced: (definition: Pick<Base, 'region'>) => boolean;
  /** Whether a text holds a value that the file does not tell, so that nothing can be said against it. */
  readonly isUnknown: (text: string) => boolean;
  readonly budget: Budget | undefined;
}

export interface ContextOptions {
  readonly budget?: Budget | undefined;
  /** Where definitions live that name no region, in place of what the set says. */
  readonly region?: string | undefined;
}

export function lintContext(set: DefinitionSet, options: ContextOptions = {}): LintContext {
  const { definitions, environment } = set;
  // Rules ask again and again, and there may be thousands.
  const kinds: { readonly [K in DefinitionKind]: OfKind<K> } = {
    topic: ofKind(definitions, 'topic'),
    'metric-filter': ofKind(definitions, 'metric-filter'),
    'metric-alarm': ofKind(definitions, 'metric-alarm'),
    'composite-alarm': ofKind(definitions, 'composite-alarm'),
    'mute-rule': ofKind(definitions, 'mute-rule'),
    'event-rule': ofKind(definitions, 'event-rule'),
    dashboard: ofKind(definitions, 'dashboard'),
  };
  const regionOf: LintContext['regionOf'] = ({ region }) =>
    region ?? options.region ?? environment.region;
  const alarms = new Map(
    [...kinds['metric-alarm'], ...kinds['composite-alarm']]
      .toReversed()
      .map((alarm) => [keyOf(alarm.name, regionOf(alarm)), alarm] as const),
  );
  return {
    set,
    all: (kind) => kinds[kind],
    regionOf,
    alarmNamed: (name, region) => alarms.get(keyOf(name, region)),
    isPlaced: ({ region }) =>
      (region ?? options.region) !== undefined || environment.accountId !== assumed.accountId,
    isUnknown: (text) => placeholderIn(set, text) !== undefined,
    budget: options.budget ?? set.lint?.budget,
  };
}

function keyOf(name: string, region: string): string {
  return `${region}\n${name}`;
}
