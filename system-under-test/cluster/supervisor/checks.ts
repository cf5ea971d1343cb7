import { once } from 'node:events';
import { createConnection } from 'node:net';

const patienceMs = 2000;

/** Asks a memcached for its version. */
export async function checkMemcached(host: string, port: number): Promise<string> {
  const socket = createConnection({ host, port });
  const signal = AbortSignal.timeout(patienceMs);
  try {
    await once(socket, 'connect', { signal });
    socket.write('stats\r\n');
    const [answer]: unknown[] = await once(socket, 'data', { signal });
    const text = String(answer);
    const items = /STAT curr_items (\d+)/.exec(text)?.[1] ?? '?';
    return `${items} sessions`;
  } finally {
    socket.destroy();
  }
}

/** Whether anything accepts connections there. */
export async function checkPort(host: string, port: number): Promise<string> {
  const socket = createConnection({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(patienceMs) });
    return '';
  } finally {
    socket.destroy();
  }
}

/** Whether a page answers 200. */
export async function checkPage(url: string, withinMs = patienceMs): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return '';
}
