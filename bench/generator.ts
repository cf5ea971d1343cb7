import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { spread } from './reading-groups.ts';
import { requireK6 } from '../scenarios/engines/k6/location.ts';
import { memoryOf } from '../core/process-files.ts';
import { bundleScript } from '../scenarios/engines/k6/bundle.ts';
import { startK6 } from '../scenarios/engines/k6/process.ts';

/**
 * Our visitors against a bare k6 script on the same trivial server, by turns: requests per second with the same think
 * times, and as fast as it goes; and the memory of k6. Flags: `--visitors 2000`, `--seconds 20`, `--repeats 3`.
 */
export const generator: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      visitors: { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '20' },
      repeats: { type: 'string', default: '3' },
    },
  });
  const site = spawn(process.execPath, [join(import.meta.dirname, 'trivial-site-main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-bench-'));
  try {
    const [port] = await once(site.stdout, 'data');
    const scripts = { ours: join(folder, 'ours.js'), bare: join(folder, 'bare.js') };
    await bundleScript(join(import.meta.dirname, '../scenarios/k6/steady.ts'), scripts.ours);
    await bundleScript(join(import.meta.dirname, 'bare-script.ts'), scripts.bare);
    const measure = (script: string, visitors: string, thinkScale: string): Promise<Measured> =>
      play(script, {
        BILANCIA_BASE_URL: `http://127.0.0.1:${String(port).trim()}`,
        BILANCIA_VISITORS: visitors,
        BILANCIA_RAMP_SECONDS: '5',
        BILANCIA_HOLD_SECONDS: values.seconds,
        BILANCIA_THINK_SCALE: thinkScale,
      });
    for (const [title, visitors, scale] of [
      [`${values.visitors} visitors with think times`, values.visitors, '1'],
      ['50 visitors without think times', '50', '0'],
    ] as const) {
      const rounds: { ours: Measured; bare: Measured }[] = [];
      for (let round = 0; round < Number(values.repeats); round++) {
        rounds.push({
          ours: await measure(scripts.ours, visitors, scale),
          bare: await measure(scripts.bare, visitors, scale),
        });
      }
      const figures = (side: 'ours' | 'bare', figure: keyof Measured): string =>
        range(
          rounds.map((round) => round[side][figure]),
          0,
        );
      const ratios = rounds.map(
        ({ ours, bare }) => ours.requestsPerSecond / bare.requestsPerSecond,
      );
      print(`${title}: ratio of requests/s ${range(ratios, 2)}`);
      print(
        `  requests/s: ours ${figures('ours', 'requestsPerSecond')}, bare ${figures('bare', 'requestsPerSecond')}`,
      );
      print(
        `  k6's memory, MiB: ours ${figures('ours', 'mebibytes')}, bare ${figures('bare', 'mebibytes')}`,
      );
    }
  } finally {
    site.kill();
    await rm(folder, { recursive: true });
  }
};

function range(values: readonly number[], digits: number): string {
  const { median, min, max } = spread(values);
  return `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
}

interface Measured {
  readonly requestsPerSecond: number;
  /** Peak resident memory of k6. */
  readonly mebibytes: number;
}

/** Seconds at the start that are not counted: the ramp. */
const rampMs = 5_000;

async function play(script: string, settings: Readonly<Record<string, string>>): Promise<Measured> {
  const { path: k6 } = await requireK6(process.env);
  const engine = await startK6({
    k6,
    script,
    workingDirectory: tmpdir(),
    settings,
    env: process.env,
    summary: undefined,
    sharesMachine: false,
    confined: false,
    blacklist: [],
    systemTags: undefined,
  });
  engine.log.resume();
  let first: number | undefined;
  let last = 0;
  let requests = 0;
  let peak = 0;
  const sampling = setInterval(
    () => void memoryOf(engine.pid).then((bytes) => (peak = Math.max(peak, bytes))),
    500,
  );
  let rest = '';
  for await (const chunk of engine.csv as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('http_reqs,')) continue;
      const at = Number(line.slice(10, 23));
      first ??= at;
      last = Math.max(last, at);
      if (at >= first + rampMs) requests += 1;
    }
  }
  clearInterval(sampling);
  await engine.ended;
  return {
    requestsPerSecond: requests / ((last - (first ?? 0) - rampMs) / 1000),
    mebibytes: peak / 2 ** 20,
  };
}
