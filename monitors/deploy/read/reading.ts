import type { Tags } from '../../definitions/base.ts';
import type { AccountRegion } from '../../aws/arn.ts';
import type { Clients } from '../../aws/clients.ts';
import type { Owner } from '../resource/ownership.ts';
import { isSameOwner } from '../resource/ownership.ts';

/** What each reader works with. */
export interface Reading {
  readonly clients: Clients;
  readonly accountId: string;
  readonly owner: Owner;
  readonly wanted: Pick<ReadonlySet<string>, 'has'>;
}

export function placeOf({ clients, accountId }: Reading): AccountRegion {
  return { region: clients.region, accountId };
}

/** Whether more than the name of something is worth a request. */
export function matters(reading: Reading, key: string, owner: Owner | undefined): boolean {
  return reading.wanted.has(key) || (owner !== undefined && isSameOwner(owner, reading.owner));
}

/** Tags as AWS lists them, as a record. */
export function tagRecord(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Tags {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
