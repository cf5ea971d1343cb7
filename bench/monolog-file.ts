import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** What a line says, in turn; how many of them are CRITICAL is up to the caller. */
const messages = [
  'Matched route "availability_offers". {"route":"availability_offers","request_uri":"https://riviera.localhost/availability/v1/offers?property=RIV1&arrival=2027-08-07&departure=2027-08-14"}',
  'Notified event "kernel.request" to listener "Symfony\\Component\\HttpKernel\\EventListener\\RouterListener::onKernelRequest". {"event":"kernel.request"}',
  'Quote accepted. {"quote":184467,"unit":"RIV1-0217","total_cents":84350}',
  'SELECT u.id, u.code FROM unit u WHERE u.unit_group_id = ? AND u.id NOT IN (?) ORDER BY u.code (parameters: array{"1":12}) {"sql":"SELECT"}',
];
const failure =
  'Uncaught PHP Exception Doctrine\\DBAL\\Exception\\ConnectionLost: "SQLSTATE[HY000]: General error: 2006 MySQL server has gone away" at ExceptionConverter.php line 88 {"exception":"[object] (Doctrine\\\\DBAL\\\\Exception\\\\ConnectionLost)"}';
const ignored = 'Errore da Ignorare: timeout canale {"channel":"ota"}';

/**
 * Writes `lines` lines in the format of Monolog's LineFormatter, the same every time. One in `criticalEvery` is
 * CRITICAL, and every second one of those is to be ignored.
 */
export async function writeMonologFile(
  path: string,
  lines: number,
  criticalEvery: number,
): Promise<void> {
  const file = createWriteStream(path);
  for (let from = 0; from < lines; from += 10_000) {
    const count = Math.min(10_000, lines - from);
    const chunk = Array.from({ length: count }, (_, i) => line(from + i, criticalEvery)).join('');
    if (!file.write(chunk)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

function line(i: number, criticalEvery: number): string {
  const at = new Date(Date.UTC(2026, 10, 22, 8) + i * 7).toISOString().replace('Z', '456+00:00');
  if (i % criticalEvery === 0) {
    const message = (i / criticalEvery) % 2 === 0 ? failure : ignored;
    return `[${at}] request.CRITICAL: ${message} []\n`;
  }
  const level = i % 7 === 0 ? 'ERROR' : 'INFO';
  return `[${at}] request.${level}: ${messages[i % messages.length]} []\n`;
}
