import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineRequest, EngineSink, EngineStart } from '../../engine.ts';
import { bundleScript } from './bundle.ts';
import { environmentForK6 } from './environment.ts';
import { startK6 } from './process.ts';
import { type Chromium, startSwitches } from './browsers/chromium.ts';
import { recordVisits, recordVitals } from './record-browsers.ts';
import { startSweeper } from './browsers/sweeper.ts';
import { visitEverySeconds, visitPrefix } from './browsers/visits.ts';

/** Browsers at work, played by a k6 of their own: one that knows browsers warns of each visitor at its end. */
export interface Browsers {
  /** Reads what they tell until there is no more. Must be called, or they wait. */
  readonly record: (sink: Pick<EngineSink, 'webVital' | 'log'>) => Promise<void>;
  /** Ends them where they have not ended yet, and removes all that is left of them; tells of an end that nobody asked for. */
  readonly stop: () => Promise<string | undefined>;
}

export interface BrowserRequest {
  readonly k6: string;
  readonly chromium: Chromium;
  readonly count: number;
  readonly script: string;
  readonly engine: Pick<EngineRequest, 'env' | 'workingDirectory' | 'sharesMachine'>;
}

/** A socket of Chromium's lies in its temporary folder, and the path of a socket has 107 bytes at most. */
const longestFolder = 55;

/** Starts browsers that visit the target while the load goes on, and end before it does. */
export async function startBrowsers(
  { k6, chromium, count, script, engine }: BrowserRequest,
  { folder, settings, confined }: Pick<EngineStart, 'folder' | 'settings' | 'confined'>,
): Promise<Browsers> {
  const own = await temporaryFolder(folder);
  const sweeper = startSweeper(own);
  try {
    const bundle = join(own, 'script.js');
    await bundleScript(script, bundle);
    const { env } = environmentForK6(engine.env, true);
    const child = await startK6({
      k6,
      script: bundle,
      workingDirectory: engine.workingDirectory,
      settings: settingsOf(settings, count),
      env: { ...env, ...environmentOf(chromium, settings, own) },
      summary: undefined,
      blacklist: [],
      systemTags: undefined,
      sharesMachine: engine.sharesMachine,
      confined,
    });
    let isAsked = false;
    return {
      record: async (sink) => {
        await Promise.all([recordVitals(child.csv, sink), recordVisits(child.log, sink)]);
      },
      stop: async () => {
        isAsked = true;
        child.interrupt();
        const patience = setTimeout(() => process.kill(child.pid, 'SIGKILL'), patienceMs);
        const { code, signal } = await child.ended.finally(() => clearTimeout(patience));
        await sweeper.sweep();
        return signal === null && (code === 0 || (isAsked && code === interrupted))
          ? undefined
          : `k6 with the browsers ended ${signal === null ? `with status ${code}` : `by ${signal}`}`;
      },
    };
  } catch (error) {
    await sweeper.sweep();
    throw error;
  }
}

const patienceMs = 15_000;
/** k6's exit status when it was interrupted. */
const interrupted = 105;

/** In the run folder, so that nothing lies elsewhere; beside those of others where its path would be too long. */
async function temporaryFolder(runFolder: string): Promise<string> {
  const within = join(runFolder, '.browsers');
  if (within.length > longestFolder) return mkdtemp(join(tmpdir(), 'bilancia-browsers-'));
  await mkdir(within, { mode: 0o700 });
  return within;
}

function settingsOf(
  {
    BILANCIA_BASE_URL: base = '',
    BILANCIA_TENANTS: tenants = '[]',
    BILANCIA_RAMP_SECONDS: ramp = '0',
    BILANCIA_HOLD_SECONDS: hold = '0',
  }: EngineStart['settings'],
  count: number,
): Record<string, string> {
  const { protocol, port } = new URL(base);
  const hosts: { readonly host: string }[] = JSON.parse(tenants);
  const sites = hosts.map(({ host }) => `${protocol}//${withPort(host, port)}`);
  return {
    BILANCIA_SITES: JSON.stringify(sites),
    BILANCIA_BROWSERS: String(count),
    BILANCIA_VISIT_SECONDS: String(visitEverySeconds),
    BILANCIA_VISIT_PREFIX: visitPrefix,
    // While visitors are made and come, a browser would measure the machine, and nothing of it would be judged.
    BILANCIA_BROWSERS_AFTER: ramp,
    // The last visit is to end before the load does.
    BILANCIA_BROWSER_SECONDS: String(Math.max(1, Number(hold) - visitEverySeconds)),
  };
}

function withPort(host: string, port: string): string {
  return port === '' || host.includes(':') ? host : `${host}:${port}`;
}

function environmentOf(
  { path }: Chromium,
  { BILANCIA_BASE_URL: base = '' }: EngineStart['settings'],
  own: string,
): Record<string, string> {
  const args = [
    ...startSwitches(),
    'no-proxy-server',
    // Sites are where the target is, whatever their names; and nothing else is anywhere.
    `host-resolver-rules=MAP * ${new URL(base).hostname}`,
  ];
  return {
    HOME: own,
    TMPDIR: own,
    K6_BROWSER_ARGS: args.join(','),
    K6_BROWSER_EXECUTABLE_PATH: path,
    K6_BROWSER_HEADLESS: 'true',
    K6_BROWSER_TIMEOUT: '20s',
  };
}
