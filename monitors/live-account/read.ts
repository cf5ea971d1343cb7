import type { Connections } from '../aws/clients.ts';
import { inspectAccount } from '../deploy/read/account.ts';
import type { FoundName } from '../deploy/read/found.ts';
import type { Resource } from '../deploy/resource/resource.ts';
import type { Definition, DefinitionSet, ReadNote } from '../definitions/definition.ts';
import { nameOf } from '../definitions/definition.ts';
import { finish } from '../formats/finish.ts';
import { assumed } from '../formats/source/options.ts';
import { definitionOf } from './definition-of.ts';
import { lostOf } from './lost.ts';

export interface ReadAccountOptions {
  /** The first is the environment's own. */
  readonly regions: readonly [string, ...string[]];
  /** Name of the environment. Default: `imported`. */
  readonly environment?: string;
  /** Told before each kind of each region is read. */
  readonly onProgress?: (what: string) => void;
}

/** Nobody: everything is read, whosever it is. */
const everything = {
  owner: { stack: '', environment: '' },
  wanted: { has: () => true },
} as const;

/**
 * The definitions that live in an account, in some of its regions. Nothing is changed. Places say the ARN in place of a
 * file. What definitions cannot say is in `notes`.
 * @throws aws-credentials, aws-denied, aws-unreachable, aws-throttled, aws-refused
 */
export async function readAccount(
  connections: Connections,
  { regions, environment = assumed.environment, onProgress }: ReadAccountOptions,
): Promise<DefinitionSet> {
  const account = await inspectAccount(connections, {
    ...everything,
    regions,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const notes: ReadNote[] = [];
  const definitions = account.found.flatMap((found): Definition[] => {
    if (!found.whole) {
      notes.push({ note: `${nameless(found)} is left out: definitions have no such kind.` });
      return [];
    }
    const { resource } = found;
    const read = definitionOf(resource);
    if (typeof read === 'string') {
      notes.push({ note: `${described(resource)} is left out: ${read}.` });
      return [];
    }
    const lost = lostOf(resource);
    if (lost !== undefined) notes.push({ note: `${described(resource)}: ${lost}.` });
    const origin = { file: `account ${account.accountId}`, address: resource.arn ?? resource.name };
    return [{ ...read, region: resource.region, origin }];
  });
  const home = {
    name: environment,
    region: regions[0],
    accountId: account.accountId,
  };
  return { environment: home, definitions: finish(definitions, home), notes };
}

function described({ kind, name, region }: Resource): string {
  return `The ${nameOf({ kind, name })} in ${region}`;
}

function nameless({ kind, name, region }: FoundName): string {
  return `The ${kind.replace('-', ' ')} "${name}" in ${region}`;
}
