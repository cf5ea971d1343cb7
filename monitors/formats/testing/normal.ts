import { isDeepStrictEqual } from 'node:util';
import { bodyOf } from '../body.ts';
import type { Definition, DefinitionSet, Environment } from '../../definitions/definition.ts';

/**
 * Definitions in one form, so that a set can be compared with what was read back: no places, AWS's defaults left out,
 * sets in order, dashboards as their bodies, by kind, region and name.
 */
export function normal(set: DefinitionSet): readonly object[] {
  return set.definitions
    .map((definition) => plain(definition, set))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf(value: object): string {
  return JSON.stringify(value);
}

const defaults: Readonly<Record<string, unknown>> = {
  treatMissingData: 'missing',
  evaluateLowSampleCountPercentile: 'evaluate',
  actionsEnabled: true,
  returnData: true,
  applyOnTransformedLogs: false,
  onlyStartEvaluatingAfterwards: false,
  unit: 'None',
  description: '',
  displayName: '',
};

/** Lists of which the order means nothing. */
const sets = new Set([
  'alarm',
  'alarms',
  'ok',
  'insufficientData',
  'targets',
  'subscriptions',
  'metric',
]);

function plain(definition: Definition, { environment }: DefinitionSet): object {
  const { origin: _origin, region = environment.region, ...rest } = definition;
  return { ...fields(contentOf(rest, environment)), region };
}

function contentOf(definition: Definition, { region, accountId }: Environment): object {
  switch (definition.kind) {
    case 'dashboard': {
      const body: unknown = JSON.parse(bodyOf(definition, region, accountId));
      return { kind: definition.kind, name: definition.name, body };
    }
    case 'metric-alarm': {
      const { datapointsToAlarm, ...rest } = definition;
      const all = datapointsToAlarm === definition.evaluationPeriods;
      return all ? rest : definition;
    }
    case 'topic':
    case 'metric-filter':
    case 'composite-alarm':
    case 'mute-rule':
    case 'event-rule':
    default:
      return definition;
  }
}

function fields(value: object): object {
  const entries = Object.entries(value)
    .filter(
      ([key, item]) =>
        (key === 'wallClock' || !isEmpty(item)) && !(key in defaults && defaults[key] === item),
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, inner(key, item)] as const);
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || isDeepStrictEqual(value, []) || isDeepStrictEqual(value, {});
}

function inner(key: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => inner('', item));
    return sets.has(key) ? items.toSorted((a, b) => (text(a) < text(b) ? -1 : 1)) : items;
  }
  return typeof value === 'object' && value !== null && key !== 'eventPattern'
    ? fields(value)
    : value;
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
