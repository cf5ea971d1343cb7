import { isIP } from 'node:net';
import { getServers } from 'node:dns';
import { parseDuration } from '../../../core/duration.ts';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { pause } from '../../../core/pause.ts';
import type { TargetDatabase } from '../../../targets/target.ts';
import { askName } from '../../dns/ask.ts';
import type { Look } from '../../contract/probe.ts';
import { whoAnswers } from './identity.ts';
import { leastTtl } from '../samples/least-ttl.ts';
import type { SampleOf } from '../samples/sample.ts';
import { valueOf } from '../samples/settings.ts';

type Answer = SampleOf<'answer'>;

/** Who is asked for the endpoint's name, how often at most, and who is behind it. */
export interface Names {
  readonly endpoint: string;
  readonly authority: string | undefined;
  readonly resolver: string | undefined;
  /** Those that were named; this machine's own resolver is everybody's to ask. */
  readonly named: readonly string[];
  readonly paceMs: number;
}

/** So much later than its time to live an answer has surely gone from a cache. */
const slackMs = 50;

/** @throws probe-impossible where nobody says what the reader endpoint is */
export function namesOf({ target, settings }: Look, probe: string): Names {
  const endpoint = valueOf(settings, 'endpoint') ?? target.endpoints.reader;
  if (endpoint === undefined)
    throw knownError('probe-impossible', {
      probe,
      target: target.name,
      reason: 'it names no reader endpoint',
      remedy: 'Name it with --endpoint.',
    });
  const authority = valueOf(settings, 'nameServer') ?? target.endpoints.nameServer;
  // A local system's names are known to its own name server alone.
  const own = target.kind === 'local' ? undefined : systemResolver();
  const given = valueOf(settings, 'resolver') ?? target.endpoints.resolver;
  const named = [authority, given].filter((place) => place !== undefined);
  const paceMs = parseDuration(valueOf(settings, 'pace') ?? '1s') * 1000;
  return { endpoint, authority, resolver: given ?? own, named, paceMs };
}

function systemResolver(): string | undefined {
  const [server] = getServers();
  if (server === undefined) return undefined;
  if (server.startsWith('[') || isIP(server) === 0) return server;
  return isIP(server) === 6 ? `[${server}]:53` : `${server}:53`;
}

/**
 * The endpoint's answers, one question per window to each server, and one connection to where it leads. A window is as long
 * as the answer may be kept: asked sooner, a cache would only say the same again.
 */
export async function* watchNames(
  names: Names,
  database: TargetDatabase,
  known: ReadonlyMap<string, string>,
  { until, allow }: Look,
): AsyncGenerator<Answer | SampleOf<'reached'>> {
  const { hostname, port } = new URL(`tcp://${names.endpoint}`);
  let ttl = 0;
  while (!until.aborted) {
    const answers = await Promise.all([
      ask('authority', names.authority, hostname),
      ask('resolver', names.resolver, hostname),
    ]);
    yield* answers.flat();
    const [authority, resolver] = answers.map(([answer]) => answer);
    const address = resolver?.address ?? authority?.address ?? null;
    if (address !== null) yield await reach(`${bracketed(address)}:${port || '3306'}`);
    // A resolver tells what is left of the time to live, an authority all of it.
    ttl = Math.max(leastTtl(authority) ?? 0, leastTtl(resolver) ?? 0, ttl);
    await pause(Math.max(names.paceMs, ttl === 0 ? 0 : ttl * 1000 + slackMs), until);
  }

  async function reach(address: string): Promise<SampleOf<'reached'>> {
    await allow(address);
    const begun = performance.now();
    try {
      const identity = await whoAnswers(database, address);
      const ms = Math.round((performance.now() - begun) * 100) / 100;
      const instance = known.get(identity) ?? null;
      return { kind: 'reached', at: Date.now(), address, instance, ms };
    } catch (error) {
      return { kind: 'reached', at: Date.now(), address, instance: null, error: reasonOf(error) };
    }
  }
}

async function ask(
  asked: Answer['asked'],
  server: string | undefined,
  name: string,
): Promise<Answer[]> {
  if (server === undefined) return [];
  const { chain, ...rest } = await askName(server, name);
  return [{ kind: 'answer', at: Date.now(), asked, server, name, chain: [...chain], ...rest }];
}

function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}
