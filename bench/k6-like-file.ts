import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';

/** What the reference scenario asks for, with typical milliseconds of each. */
const requests = [
  ['home page', 4],
  ['campsite page', 5],
  ['photos page', 3],
  ['prices page', 3],
  ['map page', 3],
  ['services page', 3],
  ['reviews page', 4],
  ['directions page', 3],
  ['search offers', 18],
  ['free units', 12],
  ['ask for a quote', 25],
  ['read quote', 6],
  ['book', 60],
  ['read booking', 7],
  ['usage', 9],
] as const;

const header =
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata';

/** Points of one request, in k6's order; the shares of its duration are roughly those of a local run. */
const shares = [
  ['http_req_duration', 1],
  ['http_req_blocked', 0.002],
  ['http_req_connecting', 0],
  ['http_req_tls_handshaking', 0],
  ['http_req_sending', 0.01],
  ['http_req_waiting', 0.97],
  ['http_req_receiving', 0.02],
] as const;

const requestsPerSecond = 500;
const epoch = 1_781_000_000_000;

/**
 * Writes a file of about `points` lines as k6 writes them, the same for the same number: 9 points a request, 500
 * requests/s, 15 names, some refusals, some failures, an iteration's points every 12 requests. Gzip when the name ends
 * in `.gz`. Resolves to the number of points.
 */
export async function writeK6LikeFile(path: string, points: number): Promise<number> {
  const file = createWriteStream(path);
  const gzip = path.endsWith('.gz') ? createGzip({ level: constants.Z_BEST_SPEED }) : undefined;
  if (gzip !== undefined) gzip.pipe(file);
  const out = gzip ?? file;
  const random = generator(20_260_501);
  let written = 0;
  let text = `${header}\n`;
  for (let request = 0; written < points; request += 1) {
    const at = epoch + Math.floor((request * 1000) / requestsPerSecond);
    const lines = [
      ...requestPoints(random, at),
      ...(request % 12 === 11 ? iterationPoints(random, at) : []),
    ];
    written += lines.length;
    text += `${lines.join('\n')}\n`;
    if (text.length > 1 << 20) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await finished(file);
  return written;
}

function requestPoints(random: () => number, at: number): string[] {
  const [name, typical] = requests[Math.floor(random() * requests.length)] ?? requests[0];
  const luck = random();
  const [error, errorCode, status] =
    luck < 0.0005
      ? ['request timeout', 1050, 0]
      : luck < 0.001
        ? ['', 1503, 503]
        : [undefined, undefined, 200];
  const refused = error === undefined && name === 'book' && random() < 0.05;
  const fields = [
    error ?? '',
    refused ? 1409 : (errorCode ?? ''),
    error === undefined,
    '',
    ['book', 'ask for a quote'].includes(name) ? 'POST' : 'GET',
    name,
    'HTTP/1.1',
    'visitors',
    '',
    refused ? 409 : status,
    '',
    '',
    name,
    `tenant=${random() < 0.7 ? 'riviera' : 'dolomiti'}`,
    '',
  ].join(',');
  // A log-normal duration: sums of uniform numbers are near enough to normal.
  const duration =
    typical * Math.exp(0.6 * (random() + random() + random() + random() - 2) * Math.sqrt(3));
  const line = (metric: string, value: number): string =>
    `${metric},${at},${value.toFixed(6)},,${fields}`;
  return [
    line('http_reqs', 1),
    ...shares.map(([metric, share]) => line(metric, duration * share)),
    line('http_req_failed', error === undefined ? 0 : 1),
  ];
}

function iterationPoints(random: () => number, at: number): string[] {
  const line = (metric: string, value: number, tags = ''): string =>
    `${metric},${at},${value.toFixed(6)},,,,,,,,,visitors,,,,,,${tags},`;
  return [
    line('data_sent', Math.floor(3000 + 500 * random())),
    line('data_received', Math.floor(90_000 + 5000 * random())),
    line('iteration_duration', 60_000 * (1 + random())),
    line('iterations', 1),
    line('vus', 10_000),
    line('vus_max', 10_000),
    line('bookings', 1, 'outcome=acknowledged&tenant=riviera'),
  ];
}

/** Numbers from 0 to 1 (Mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
