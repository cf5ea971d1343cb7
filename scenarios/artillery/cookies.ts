/** Cookies of one visitor at one site: names and values, for a site that is a single origin. */
export interface CookieJar {
  /** Takes what `Set-Cookie` says. */
  readonly keep: (lines: readonly string[] | undefined) => void;
  /** The header to send; undefined when there is nothing to tell. */
  readonly header: () => string | undefined;
  readonly forget: () => void;
}

export function cookieJar(): CookieJar {
  const cookies = new Map<string, string>();
  return {
    keep: (lines) => {
      for (const line of lines ?? []) {
        const [pair = '', ...attributes] = line.split(';');
        const at = pair.indexOf('=');
        if (at < 1) continue;
        const name = pair.slice(0, at).trim();
        if (attributes.some(isOver)) cookies.delete(name);
        else cookies.set(name, pair.slice(at + 1).trim());
      }
    },
    header: () =>
      cookies.size === 0
        ? undefined
        : [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    forget: () => cookies.clear(),
  };
}

/** Whether an attribute says that the cookie is over at once, by which sites delete it (RFC 6265, 5.2.1 and 5.2.2). */
function isOver(attribute: string): boolean {
  const [, name, value = ''] = /^\s*(max-age|expires)\s*=\s*(.*?)\s*$/i.exec(attribute) ?? [];
  if (name === undefined) return false;
  return name.toLowerCase() === 'max-age' ? Number(value) <= 0 : Date.parse(value) <= Date.now();
}
