import type { Found } from '../read/found.ts';
import type { Resource } from '../resource/resource.ts';
import { alarmKey, describe } from '../resource/resource.ts';
import type { Change } from './change.ts';

/** What somebody should know before a plan is applied, a sentence each. */
export function notesOf(
  changes: readonly Change[],
  wanted: ReadonlyMap<string, Resource>,
  found: ReadonlyMap<string, Found>,
): string[] {
  return [
    ...changes.flatMap(confirmations),
    ...changes.flatMap(lostSubscriptions),
    ...mutedNothing(),
  ];

  function mutedNothing(): string[] {
    return [...wanted.values()].flatMap((resource) => {
      if (resource.kind !== 'mute-rule') return [];
      const names = resource.content.MuteTargets?.AlarmNames ?? [];
      const missing = names.filter((name) => {
        const key = alarmKey(resource.region, name);
        return !wanted.has(key) && !found.has(key);
      });
      return missing.map(
        (name) => `${describe(resource)} mutes alarm "${name}", which does not exist.`,
      );
    });
  }
}

function confirmations(change: Change): string[] {
  const { resource } = change;
  if (change.action === 'delete' || resource.kind !== 'topic') return [];
  const known =
    change.action === 'update' && change.before.kind === 'topic'
      ? change.before.content.Subscriptions
      : [];
  const names = new Set(known.map(({ Name }) => Name));
  return resource.content.Subscriptions.filter(
    ({ Name }) => Name.startsWith('email ') && !names.has(Name),
  ).map(({ Name }) => {
    const reader = Name.slice('email '.length);
    return `${describe(resource)} reaches ${reader} only after they confirm the subscription.`;
  });
}

function lostSubscriptions(change: Change): string[] {
  const { resource } = change;
  if (change.action !== 'delete' || resource.kind !== 'topic') return [];
  const { length } = resource.content.Subscriptions;
  if (length === 0) return [];
  return [`Deleting ${describe(resource)} also deletes its subscriptions (${length}).`];
}
