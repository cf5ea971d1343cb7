import type { Input } from './input.ts';
import { list, isInput, optionalText } from './input.ts';

export interface FakeRegion {
  readonly region: string;
  readonly alarms: Map<string, FakeAlarm>;
  readonly muteRules: Map<string, Input>;
  /** By `log group` + newline + `filter name`. */
  readonly metricFilters: Map<string, Input>;
  readonly topics: Map<string, FakeTopic>;
  readonly rules: Map<string, FakeRule>;
}

export interface FakeAlarm {
  readonly kind: 'metric' | 'composite';
  readonly state: string;
  readonly config: Input;
}

export interface FakeTopic {
  readonly attributes: Map<string, string>;
  readonly subscriptions: { readonly Protocol: string; readonly Endpoint: string }[];
}

export interface FakeRule {
  readonly config: Input;
  readonly targets: Map<string, Input>;
}

/** An account that lives in memory. */
export interface FakeAccount {
  readonly accountId: string;
  /** Log groups that exist, in every region; undefined: all do. */
  readonly logGroups: ReadonlySet<string> | undefined;
  /** How many entries a page of a list holds. */
  readonly pageSize: number;
  readonly regions: Map<string, FakeRegion>;
  /** Dashboards belong to the account. */
  readonly dashboards: Map<string, string>;
  /** By ARN. */
  readonly tags: Map<string, Map<string, string>>;
}

export function regionOf(account: FakeAccount, region: string): FakeRegion {
  const known = account.regions.get(region);
  if (known !== undefined) return known;
  const fresh: FakeRegion = {
    region,
    alarms: new Map(),
    muteRules: new Map(),
    metricFilters: new Map(),
    topics: new Map(),
    rules: new Map(),
  };
  account.regions.set(region, fresh);
  return fresh;
}

/** Adds the `Tags` of a request to what has that ARN. */
export function addTags({ tags }: FakeAccount, arn: string, input: Input): void {
  const there = tags.get(arn) ?? new Map<string, string>();
  for (const tag of list(input, 'Tags')) {
    if (isInput(tag)) there.set(optionalText(tag, 'Key') ?? '', optionalText(tag, 'Value') ?? '');
  }
  tags.set(arn, there);
}

export function tagsOf({ tags }: FakeAccount, arn: string): { Key: string; Value: string }[] {
  return [...(tags.get(arn) ?? [])].map(([Key, Value]) => ({ Key, Value }));
}

/** One page of a list, and the token of the next. */
export function page<T>(
  { pageSize }: FakeAccount,
  items: readonly T[],
  token: string | undefined,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const from = Number(token ?? 0);
  const to = from + pageSize;
  return {
    items: items.slice(from, to),
    ...(to < items.length ? { NextToken: String(to) } : {}),
  };
}
