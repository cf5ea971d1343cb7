import type { EngineRequest } from '../../engine.ts';

/** Connections that come from one address. */
const connectionsEach = 2_000;
const mostAddresses = 254;

/**
 * The flag by which virtual users share several addresses of this machine's own network, all of which are its own where
 * it is Linux. From one address the kernel tries port after port until one is free, which took a seventh of two cores
 * while the last of twenty thousand came. None for a script of the user's, and where the system is elsewhere.
 */
export function sourceFlags({ isOurs, sharesMachine, virtualUsers = 0 }: EngineRequest): string[] {
  const addresses = Math.min(mostAddresses, Math.ceil(virtualUsers / connectionsEach));
  if (!isOurs || !sharesMachine || addresses < 2 || process.platform !== 'linux') return [];
  return ['--local-ips', `127.1.0.1-127.1.0.${addresses}`];
}
