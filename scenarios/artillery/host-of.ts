import { hostOfUrl } from '../../core/host.ts';

const hosts = new Map<string, string | null>();

/** `host:port` of a URL that is the same for all visitors, worked out once. */
export function hostOf(baseUrl: string): string | null {
  const known = hosts.get(baseUrl);
  if (known !== undefined) return known;
  const host = hostOfUrl(`${baseUrl}/`) ?? null;
  hosts.set(baseUrl, host);
  return host;
}
