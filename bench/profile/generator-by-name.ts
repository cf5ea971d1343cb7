import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseStat, readOfProcessNow } from '../../core/process-files.ts';
import { bundleScript } from '../../scenarios/engines/k6/bundle.ts';
import { requireK6 } from '../../scenarios/engines/k6/location.ts';
import { startK6 } from '../../scenarios/engines/k6/process.ts';
import type { RequestName } from '../../scenarios/visitors/steps.ts';
import type { Heard } from './recording.ts';

/** Requests of each name: a second's work or so. */
const played = 8_000;
/** The first are not counted, for k6 has its start to do meanwhile. */
const uncounted = 1_000;
/** So many of a name tell them all. */
const most = 300;

/**
 * CPU seconds that k6 takes for one request of each name: it asks for what was recorded, and is answered what was
 * answered then, by a server that only looks that up.
 */
export async function generatorByName(
  recording: readonly Heard[],
  folder: string,
): Promise<ReadonlyMap<RequestName, number>> {
  const script = join(folder, 'recorded.js');
  await bundleScript(join(import.meta.dirname, 'recorded-script.ts'), script);
  const costs = new Map<RequestName, number>();
  for (const [name, heard] of Map.groupBy(recording, ({ step }) => step.name))
    costs.set(name, await costOf(heard.slice(0, most), script, join(folder, 'recorded.json')));
  return costs;
}

async function costOf(heard: readonly Heard[], script: string, file: string): Promise<number> {
  await writeFile(file, JSON.stringify(heard));
  const { path: k6 } = await requireK6(process.env);
  const site = createServer();
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = site.address() as AddressInfo;
  try {
    const child = await startK6({
      k6,
      script: resolve(script),
      workingDirectory: import.meta.dirname,
      settings: {
        BILANCIA_BASE_URL: `http://127.0.0.1:${port}`,
        BILANCIA_RECORDING: resolve(file),
        BILANCIA_REQUESTS: String(played),
      },
      env: process.env,
      summary: undefined,
      sharesMachine: false,
      confined: true,
      blacklist: [],
      systemTags: undefined,
    });
    child.log.resume();
    child.csv.resume();
    const cost = measured(site, heard, child.pid);
    await child.ended;
    return cost();
  } finally {
    site.close();
  }
}

/** Answers, and divides what the process has used from one request to another by the requests in between. */
function measured(site: Server, heard: readonly Heard[], pid: number): () => number {
  const answers = new Map(heard.map((each) => [keyOf(each), each]));
  const looks: number[] = [];
  let requests = 0;
  site.on('request', (request: IncomingMessage, response) => {
    requests += 1;
    if (requests % uncounted === 0) looks.push(cpuOfProcessNow(pid));
    const { method = '', url = '', headers } = request;
    const found = answers.get([method, headers.host, url].join(' '));
    request.resume();
    response.writeHead(found?.status ?? 404, { 'Content-Type': 'application/json' });
    response.end(found?.body);
  });
  return () => {
    const [first, ...later] = looks;
    const last = later.at(-1);
    if (first === undefined || last === undefined)
      throw new Error(`k6 asked for ${requests} of ${played}`);
    return (last - first) / (later.length * uncounted);
  };
}

function cpuOfProcessNow(pid: number): number {
  const stat = readOfProcessNow(pid, 'stat');
  if (stat === undefined) throw new Error(`process ${pid} ended while it was measured`);
  return parseStat(stat).cpuSeconds;
}

/** Of several with the same address, as all bookings are, the last one's answer serves. */
function keyOf({ step, host }: Heard): string {
  return [step.method, host, step.path].join(' ');
}
