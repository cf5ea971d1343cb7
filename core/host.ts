const webScheme = /^(https?|wss?):\/\//i;
/** What k6 puts where a script's template had a value: what it was is not known. */
const placeholder = '${}';

const defaultPort = { 'http:': '80', 'ws:': '80', 'https:': '443', 'wss:': '443' } as const;

/**
 * Where a web URL leads: `host:port`, lower case, with the port that its scheme implies, an IPv6 address in brackets and
 * in its shortest form. Undefined for whatever is no such URL, and where its host or port is left open.
 */
export function hostOfUrl(url: string): string | undefined {
  if (!webScheme.test(url)) return undefined;
  const parsed = URL.parse(url);
  if (parsed === null) return undefined;
  const { protocol, hostname, port } = parsed;
  const name = hostname.replace(/\.$/, '');
  if (name === '' || name.includes(placeholder)) return undefined;
  const implied = Object.entries(defaultPort).find(([scheme]) => scheme === protocol)?.[1];
  return `${name}:${port === '' ? (implied ?? '') : port}`;
}

/**
 * A host as people name it, `cdn.example.com`, `10.0.0.1:8080` or `[::1]:80`, in the form of {@link hostOfUrl}; without a
 * port it stands for all of them, and stays without. Undefined when it is none: a URL, for example.
 */
export function hostNamed(text: string): string | undefined {
  const [, name = '', port] = /^(\[[^\]]*\]|[^:[\]/?#@\s]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (name === '' || Number(port ?? 1) < 1) return undefined;
  const host = hostOfUrl(`http://${name}${port === undefined ? '' : `:${port}`}/`);
  return port === undefined ? host?.replace(/:80$/, '') : host;
}

/** Whether a host, as {@link hostOfUrl} gives it, is one of those named. */
export function isAmongHosts(host: string, named: readonly string[]): boolean {
  return named.includes(host) || named.includes(nameOfHost(host));
}

/** A host without its port, as {@link hostOfUrl} gives it. */
export function nameOfHost(host: string): string {
  return host.replace(/:\d+$/, '');
}
