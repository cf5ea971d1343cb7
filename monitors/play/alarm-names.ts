import { alarmsNamedBy } from '../composite-rule/named-alarms.ts';
import { type DefinitionSet, ofKind } from '../definitions/definition.ts';

/** Names of all alarms that are defined. */
export function alarmNames({ definitions }: DefinitionSet): string[] {
  return definitions
    .filter(({ kind }) => kind === 'metric-alarm' || kind === 'composite-alarm')
    .map(({ name }) => name);
}

/** The alarms that a composite alarm depends on, its suppressor included, by name; none of another alarm. */
export function childrenOf({ definitions }: DefinitionSet, alarm: string): readonly string[] {
  const composite = ofKind(definitions, 'composite-alarm').find(({ name }) => name === alarm);
  return composite === undefined ? [] : alarmsNamedBy(composite);
}
