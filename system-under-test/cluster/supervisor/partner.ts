import type { PartRegistry } from './part-registry.ts';

const timeoutMs = 3000;

/**
 * Lets the part that plays the outside systems behave as one of them that is well or in trouble: `partner`, `mode` and
 * `delayMs`, see system-under-test/pms/outside/stub.ts.
 */
export async function degradePartner(
  registry: PartRegistry,
  { partner = '', mode = '', delayMs = '1000' }: Readonly<Record<string, string>>,
): Promise<void> {
  const part = registry.list().find(({ kind }) => kind === 'outside-systems');
  if (part === undefined) throw new Error('nothing plays the outside systems');
  const url = `http://${part.address}/control/${encodeURIComponent(partner)}`;
  const response = await fetch(url, {
    method: 'PUT',
    signal: AbortSignal.timeout(timeoutMs),
    body: JSON.stringify({ mode, delayMs: Number(delayMs) }),
  });
  if (!response.ok) throw new Error(await response.text());
  registry.mark(part.name, mode === 'ok' ? undefined : `${partner} is ${mode}`);
}
