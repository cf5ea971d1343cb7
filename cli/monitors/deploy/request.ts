import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import { partitionOf } from '../../../monitors/aws/arn.ts';
import type { Access } from '../../../core/aws/access.ts';
import type { Owner } from '../../../monitors/deploy/resource/ownership.ts';
import { ownerNamePattern, ownerNameRule } from '../../../monitors/deploy/resource/ownership.ts';
import { regionsOf } from '../../../monitors/deploy/plan/wanted-set.ts';
import type { DefinitionSet } from '../../../monitors/definitions/definition.ts';
import { assumed } from '../../../monitors/formats/source/options.ts';
import { defaultFile, loadDefinitions } from '../../../monitors/load/load.ts';
import { tellNotes } from '../definitions/read-notes.ts';
import { readOptions } from '../definitions/read-options.ts';
import { asRegion } from '../definitions/where-deployed.ts';
import type { AccountFlags } from './flags.ts';

/** Which definitions are compared with which account. */
export interface DeployRequest {
  readonly set: DefinitionSet;
  readonly owner: Owner;
  readonly regions: readonly [string, ...string[]];
  readonly access: Access;
}

/** Reads the definitions and what the flags say of them. @throws what loading throws; stack-missing, bad-value */
export async function deployRequest(
  context: Context,
  flags: AccountFlags,
  files: readonly string[],
): Promise<DeployRequest> {
  const source = files.join(' ') || defaultFile;
  const loaded = await loadDefinitions(context, files, await readOptions(context, flags));
  if (loaded.environment.accountId === assumed.accountId) {
    throw knownError('bad-usage', {
      problem: `${source} names no account: pass --account`,
      help: 'bilancia monitors plan --help',
    });
  }
  tellNotes(context, loaded);
  const region = regionIn(context, flags, loaded, source);
  const set = { ...loaded, environment: { ...loaded.environment, region } };
  const stack = flags.stack ?? set.stack;
  if (stack === undefined) throw knownError('stack-missing', { source });
  const owner = { stack, environment: set.environment.name };
  assertName('The stack', stack);
  assertName("The environment's name", owner.environment);
  return { set, owner, regions: regionsToRead(flags, set), access: accessOf(context, flags) };
}

/** How AWS is reached. @throws bad-value for an endpoint that is no URL */
export function accessOf(
  { process: { env } }: Context,
  flags: Pick<AccountFlags, 'endpointUrl' | 'profile'>,
): Access {
  const { endpointUrl, profile } = flags;
  if (endpointUrl !== undefined && !/^https?:$/.test(URL.parse(endpointUrl)?.protocol ?? '')) {
    throw knownError('bad-value', {
      what: '--endpoint-url',
      given: endpointUrl,
      expected: 'a URL such as http://127.0.0.1:5000',
    });
  }
  const retryMode = env['AWS_RETRY_MODE'];
  const attempts = Number(env['AWS_MAX_ATTEMPTS']);
  return {
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    ...(profile === undefined ? {} : { profile }),
    ...(retryMode === undefined ? {} : { retryMode }),
    ...(Number.isInteger(attempts) && attempts > 0 ? { attempts } : {}),
  };
}

function regionIn(
  { process: { env } }: Context,
  flags: AccountFlags,
  { environment }: DefinitionSet,
  source: string,
): string {
  const said = [flags.region, environment.region, env['AWS_REGION'], env['AWS_DEFAULT_REGION']];
  const region = said.find((candidate) => candidate !== undefined && candidate !== '');
  if (region === undefined) throw knownError('aws-region-missing', { source });
  return asRegion('--region', region);
}

/** CloudFront and Route 53 report to us-east-1: definitions that once stood there would be left behind unseen. */
const globalRegion = 'us-east-1';

function regionsToRead(flags: AccountFlags, set: DefinitionSet): [string, ...string[]] {
  const [home, ...others] = regionsOf(set);
  const usual = partitionOf(home) === 'aws' ? [globalRegion] : [];
  const given = flags.regions?.split(',').map((name) => asRegion('--regions', name.trim()));
  const missing = [home, ...others].find((name) => given?.includes(name) === false);
  if (missing !== undefined) {
    throw knownError('bad-value', {
      what: '--regions',
      given: flags.regions ?? '',
      expected: `a list with ${missing} in it, which the definitions use`,
    });
  }
  const all = new Set([...others, ...(given ?? usual)]);
  return [home, ...[...all].filter((name) => name !== home)];
}

function assertName(what: string, given: string): void {
  if (!ownerNamePattern.test(given))
    throw knownError('bad-value', { what, given, expected: ownerNameRule });
}
