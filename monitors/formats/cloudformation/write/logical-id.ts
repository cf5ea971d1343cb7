import type { DefinitionKind } from '../../../definitions/definition.ts';
import { shortHash } from '../../identifiers.ts';

/** None is the beginning of another, so that ids of different kinds never meet. */
const prefixes: Readonly<Record<DefinitionKind, string>> = {
  topic: 'Topic',
  'metric-filter': 'MetricFilter',
  'metric-alarm': 'MetricAlarm',
  'composite-alarm': 'CompositeAlarm',
  'mute-rule': 'MuteRule',
  'event-rule': 'EventRule',
  dashboard: 'Dashboard',
};

/** Names that their logical id tells exactly: words that begin with a letter, joined by hyphens. */
const exact = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;

/** CloudFormation allows 255 characters; what is derived from an id needs some. */
const longest = 200;

/**
 * Letters and digits only. Names that differ get ids that differ: where the letters do not tell them apart, a hash does.
 *
 * @example
 *   logicalId('metric-alarm', 'prod-pms-cpu') // MetricAlarmProdPmsCpu
 */
export function logicalId(kind: DefinitionKind, name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const id =
    prefixes[kind] + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return exact.test(name) && id.length <= longest
    ? id
    : id.slice(0, longest) + shortHash(name).toUpperCase();
}
