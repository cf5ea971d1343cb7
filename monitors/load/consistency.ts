import { nearest } from '../../core/nearest.ts';
import { parseRule } from '../composite-rule/parse.ts';
import { ruleReferences } from '../composite-rule/references.ts';
import type { Actions, ActionTarget } from '../definitions/base.ts';
import type { CompositeAlarm } from '../definitions/composite-alarm.ts';
import { nameOf, ofKind } from '../definitions/definition.ts';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import type { DefinitionProblem } from '../diagnostics/problem.ts';

/**
 * Where definitions do not agree with one another: a name used twice, or a topic or an alarm that is named but not there.
 * `external` are alarms that exist outside of them.
 */
export function inconsistenciesIn(
  set: DefinitionSet,
  external: readonly string[] = [],
): readonly DefinitionProblem[] {
  const regionOf = (definition: Definition) => definition.region ?? set.environment.region;
  return [...duplicates(set, regionOf), ...dangling(set, regionOf, new Set(external))];
}

type RegionOf = (definition: Definition) => string;

function* duplicates(set: DefinitionSet, regionOf: RegionOf): Generator<DefinitionProblem> {
  const seen = new Map<string, Definition>();
  for (const definition of set.definitions) {
    const key = [poolOf(definition), regionOf(definition), definition.name].join('\n');
    const before = seen.get(key);
    if (before !== undefined) {
      const line = before.origin?.line === undefined ? '' : `, as in line ${before.origin.line}`;
      yield problemIn(
        definition,
        ['name'],
        `There are two definitions of ${nameOf(definition)} in ${regionOf(definition)}${line}`,
        'a different name for each (CloudWatch keeps only the last)',
      );
    }
    seen.set(key, definition);
  }
}

/** What shares one space of names: to CloudWatch, a composite alarm is an alarm like any other. */
function poolOf({ kind }: Definition): string {
  return kind === 'composite-alarm' ? 'metric-alarm' : kind;
}

interface Reference {
  readonly to: 'topic' | 'alarm';
  readonly name: string;
  readonly path: readonly PropertyKey[];
}

function* dangling(
  set: DefinitionSet,
  regionOf: RegionOf,
  external: ReadonlySet<string>,
): Generator<DefinitionProblem> {
  const targets = {
    topic: ofKind(set.definitions, 'topic'),
    alarm: [
      ...ofKind(set.definitions, 'metric-alarm'),
      ...ofKind(set.definitions, 'composite-alarm'),
    ],
  };
  for (const definition of set.definitions) {
    const region = regionOf(definition);
    for (const { to, name, path } of referencesOf(definition)) {
      if (to === 'alarm' && (external.has(name) || name.startsWith('arn:'))) continue;
      const namesakes = targets[to].filter((target) => target.name === name);
      if (namesakes.some((target) => regionOf(target) === region)) continue;
      const [elsewhere] = namesakes;
      const here = targets[to].filter((target) => regionOf(target) === region);
      yield problemIn(
        definition,
        path,
        `${nameOf(definition)} names ${to} "${name}", ${elsewhere === undefined ? 'which is not defined' : `which is in ${regionOf(elsewhere)} and not in ${region}`}`,
        expectedOf(
          to,
          name,
          region,
          here.map((target) => target.name),
        ),
      );
    }
  }
}

function expectedOf(
  to: Reference['to'],
  name: string,
  region: string,
  known: readonly string[],
): string {
  const meant = nearest(name, known);
  const hint = meant === undefined ? '' : `"${meant}", or `;
  return to === 'topic'
    ? `${hint}a topic that is defined for ${region}, or an ARN`
    : `${hint}an alarm that is defined for ${region}, or one listed in "external"`;
}

/** What a definition refers to by name. A rule that cannot be read refers to nothing: the linter says what is wrong. */
function referencesOf(definition: Definition): Reference[] {
  const { kind } = definition;
  if (kind === 'metric-alarm') return actionReferences(definition.actions);
  if (kind === 'composite-alarm') return compositeReferences(definition);
  if (kind === 'event-rule') return topicReferences(definition.targets, ['targets']);
  if (kind !== 'mute-rule') return [];
  return (definition.alarms ?? []).map((name, index) => ({
    to: 'alarm',
    name,
    path: ['alarms', index],
  }));
}

function compositeReferences({ rule, suppressor, actions }: CompositeAlarm): Reference[] {
  const parsed = parseRule(rule);
  const children = parsed.ok ? ruleReferences(parsed.rule) : [];
  return [
    ...actionReferences(actions),
    ...children.map(({ alarm }) => ({ to: 'alarm' as const, name: alarm, path: ['rule'] })),
    ...(suppressor === undefined
      ? []
      : [{ to: 'alarm' as const, name: suppressor.alarm, path: ['suppressor', 'alarm'] }]),
  ];
}

function actionReferences(actions: Actions = {}): Reference[] {
  return (['alarm', 'ok', 'insufficientData'] as const).flatMap((state) =>
    topicReferences(actions[state] ?? [], ['actions', state]),
  );
}

function topicReferences(
  targets: readonly ActionTarget[],
  path: readonly PropertyKey[],
): Reference[] {
  return targets.flatMap((target, index) =>
    typeof target === 'string'
      ? []
      : [{ to: 'topic' as const, name: target.topic, path: [...path, index] }],
  );
}

/** A problem of one definition, at the call that made it. */
function problemIn(
  definition: Definition,
  path: readonly PropertyKey[],
  problem: string,
  expected: string,
): DefinitionProblem {
  return { origin: definition.origin, path: [0, ...path], problem, expected };
}
