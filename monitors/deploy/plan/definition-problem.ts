import type { ActionTarget } from '../../definitions/base.ts';
import type { Definition } from '../../definitions/definition.ts';
import { ofKind, placeholderIn } from '../../definitions/definition.ts';
import { isMathAlarm } from '../../definitions/metric-alarm.ts';
import { isUnit } from '../mapping/metric-query.ts';
import type { Scope } from '../mapping/scope.ts';
import { regionOf } from '../mapping/scope.ts';
import { environmentTag, ownedFilterName, ownerTag } from '../resource/ownership.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
const filterNameLimit = 512;

/** Why a definition can never be applied, as a sentence without its full stop. Rules of good taste are the linter's. */
export function definitionProblem(scope: Scope, definition: Definition): string | undefined {
  return (
    unknownValue(scope, definition) ??
    unknownTopic(scope, definition) ??
    unknownUnit(definition) ??
    badInstant(definition) ??
    badFilterName(scope, definition) ??
    ownTag(definition)
  );
}

/** What a template or a plan does not tell must not reach an account as the text that stands for it. */
function unknownValue({ set }: Scope, { origin: _place, ...definition }: Definition) {
  const unknown = textsIn(definition).flatMap((text) => placeholderIn(set, text) ?? [])[0];
  return unknown === undefined
    ? undefined
    : `it needs ${unknown}, a value that is unknown until its own tool deploys it`;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function unknownTopic(scope: Scope, definition: Definition): string | undefined {
  const region = regionOf(scope, definition);
  const known = new Set(
    ofKind(scope.set.definitions, 'topic')
      .filter((topic) => regionOf(scope, topic) === region)
      .map(({ name }) => name),
  );
  const missing = targetsOf(definition)
    .flatMap((target) => (typeof target === 'string' ? [] : [target.topic]))
    .find((name) => !known.has(name));
  return missing === undefined
    ? undefined
    : `it notifies topic "${missing}", which is not defined in ${region}`;
}

function targetsOf(definition: Definition): readonly ActionTarget[] {
  if (definition.kind === 'event-rule') return definition.targets;
  if (definition.kind !== 'metric-alarm' && definition.kind !== 'composite-alarm') return [];
  const { alarm = [], ok = [], insufficientData = [] } = definition.actions ?? {};
  return [...alarm, ...ok, ...insufficientData];
}

function unknownUnit(definition: Definition): string | undefined {
  const unit = unitsOf(definition).find((candidate) => !isUnit(candidate));
  return unit === undefined ? undefined : `CloudWatch has no unit "${unit}"`;
}

function unitsOf(definition: Definition): string[] {
  if (definition.kind === 'metric-filter') return defined([definition.transformation.unit]);
  if (definition.kind !== 'metric-alarm') return [];
  const { metric } = definition;
  if (isMathAlarm(definition)) return defined(definition.metric.map((query) => query.metric?.unit));
  return 'unit' in metric ? defined([metric.unit]) : [];
}

function defined(units: readonly (string | undefined)[]): string[] {
  return units.filter((unit) => unit !== undefined);
}

function badInstant(definition: Definition): string | undefined {
  if (definition.kind !== 'mute-rule') return undefined;
  const { start, expire } = definition;
  const bad = [start, expire].find((text) => text !== undefined && Number.isNaN(Date.parse(text)));
  return bad === undefined ? undefined : `"${bad}" is not an ISO 8601 instant`;
}

function badFilterName({ owner }: Scope, definition: Definition): string | undefined {
  if (definition.kind !== 'metric-filter') return undefined;
  const { length } = ownedFilterName(owner, definition.name);
  return length <= filterNameLimit
    ? undefined
    : `with the owner as its prefix, its name has ${length} characters, and CloudWatch Logs allows ${filterNameLimit}`;
}

function ownTag({ tags = {} }: Definition): string | undefined {
  const tag = [ownerTag, environmentTag].find((name) => Object.hasOwn(tags, name));
  return tag === undefined ? undefined : `the tag "${tag}" is reserved: it records the owner`;
}
