import { knownError } from '../../../core/errors.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import { definitionKinds } from '../../definitions/definition.ts';
import { normalText } from '../resource/json.ts';
import type { Owner } from '../resource/ownership.ts';
import { definedFilterName, isSameOwner } from '../resource/ownership.ts';
import type { Account } from '../read/account.ts';
import type { Found, FoundResource } from '../read/found.ts';
import type { Resource } from '../resource/resource.ts';
import { describe, filterKey } from '../resource/resource.ts';
import { alarmGraph } from './alarm-graph.ts';
import type { Change, Plan, Refusal } from './change.ts';
import { resourceDifferences } from './compare.ts';
import { conflict } from './conflicts.ts';
import { deletionRefusals, deletionsOf } from './deletions.ts';
import { notesOf } from './notes.ts';
import { neededKeys } from './references.ts';
import { wantedSet } from './wanted-set.ts';

export interface PlanOptions {
  readonly owner: Owner;
  /** Adopt existing unowned resources with matching names. Default: refuse them. */
  readonly adopt?: boolean;
}

/**
 * What has to be done so that the account holds what is defined, and nothing of ours that is not. Pure: two calls give
 * the same plan.
 * @throws aws-account when the definitions are for another account; bad-text for a rule that is none
 */
export function planChanges(set: DefinitionSet, account: Account, options: PlanOptions): Plan {
  const { owner, adopt = false } = options;
  const { accountId } = account;
  const ofAccount = inAccount(set, accountId);
  const { resources: wanted, refusals: unfit } = wantedSet(ofAccount, owner);
  const found = new Map(account.found.map((thing) => [thing.key, thing]));
  const whole = account.found.filter((thing) => thing.whole);
  const isOurs = (thing: FoundResource): boolean =>
    thing.owner !== undefined && isSameOwner(thing.owner, owner);
  const leaving = whole.filter((thing) => isOurs(thing) && !wanted.has(thing.key));
  const unmanaged = whole.filter((thing) => !isOurs(thing) && !wanted.has(thing.key));

  const graph = alarmGraph(wanted, unmanaged.map(resourceOf), account);
  const refusals: Refusal[] = [...unfit, ...graph.refusals];
  const changes: Change[] = [];
  let unchanged = 0;
  for (const [key, resource] of sorted(wanted, graph.order)) {
    const there = found.get(key);
    const needs = neededKeys(resource, accountId);
    if (there === undefined) {
      const namesake = found.get(namesakeKey(resource));
      const problem =
        namesake === undefined ? undefined : conflict(resource, namesake, owner, adopt);
      if (problem !== undefined) refusals.push(problem);
      else if (namesake?.whole === true)
        changes.push({ action: 'create', key, needs, resource, replaces: namesake.resource.name });
      else changes.push({ action: 'create', key, needs, resource });
      continue;
    }
    if (!adopt && isSameDashboard(there, resource)) {
      unchanged += 1;
      continue;
    }
    const problem = conflict(resource, there, owner, adopt);
    if (problem !== undefined || !there.whole) {
      if (problem !== undefined) refusals.push(problem);
      continue;
    }
    const { resource: before } = there;
    const differences = resourceDifferences(before, resource);
    const adopts = there.owner === undefined;
    if (differences.length === 0) unchanged += 1;
    else changes.push({ action: 'update', key, needs, resource, before, differences, adopts });
  }
  const leavingResources = leaving.map(resourceOf);
  refusals.push(...deletionRefusals(leavingResources, unmanaged.map(resourceOf), accountId));
  changes.push(...deletionsOf(leavingResources, accountId));
  const refused = new Set(refusals.map(({ subject }) => subject));
  const possible = changes.filter(({ resource }) => !refused.has(describe(resource)));
  return {
    owner,
    accountId,
    regions: account.regions,
    changes: possible,
    unchanged,
    refusals,
    notes: [...notesOf(possible, wanted, found), ...unreadNotes(account, wanted)],
  };
}

/** What was not read matters where something of the kind is wanted: then it is the failure that it was. */
function unreadNotes({ unread }: Account, wanted: ReadonlyMap<string, Resource>): string[] {
  return unread.map(({ what, prefix, failure }) => {
    if ([...wanted.keys()].some((key) => key.startsWith(prefix))) throw failure;
    return `The ${what} were not read: ${failure.message}`;
  });
}

/** A dashboard without tags that is as defined: not every endpoint keeps tags of dashboards. */
function isSameDashboard(there: Found, wanted: Resource): boolean {
  return (
    there.whole &&
    there.owner === undefined &&
    there.resource.kind === 'dashboard' &&
    wanted.kind === 'dashboard' &&
    normalText(there.resource.content) === normalText(wanted.content)
  );
}

function resourceOf({ resource }: FoundResource): Resource {
  return resource;
}

/** The definitions for the account that is there; a set that names no account is for any. */
function inAccount(set: DefinitionSet, accountId: string): DefinitionSet {
  const expected = set.environment.accountId;
  if (expected !== '' && expected !== accountId)
    throw knownError('aws-account', { expected, actual: accountId });
  return { ...set, environment: { ...set.environment, accountId } };
}

/** By kind, and composite alarms after those that they look at. */
function sorted(
  wanted: ReadonlyMap<string, Resource>,
  composites: readonly string[],
): (readonly [string, Resource])[] {
  const place = new Map(composites.map((key, at) => [key, at]));
  return [...wanted].toSorted(
    ([keyA, a], [keyB, b]) =>
      definitionKinds.indexOf(a.kind) - definitionKinds.indexOf(b.kind) ||
      (place.get(keyA) ?? 0) - (place.get(keyB) ?? 0),
  );
}

/** Where a metric filter that others made under the defined name would be. */
function namesakeKey(resource: Resource): string {
  if (resource.kind !== 'metric-filter') return '';
  const { logGroupName = '' } = resource.content;
  return filterKey(resource.region, logGroupName, definedFilterName(resource.name));
}
