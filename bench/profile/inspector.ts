import { setTimeout as wait } from 'node:timers/promises';

/** Where Node's inspector listens when a process is asked for it by a signal; only one process at a time can. */
const address = 'http://127.0.0.1:9229';

/** A node of a profile as V8 gives it: a function as it was called by its parent. */
export interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
  };
  readonly children?: readonly number[];
}

/** V8's CPU profile: which node was running at each sample, and the microseconds since the one before. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

type Ask = (method: string, params?: object) => Promise<Readonly<Record<string, unknown>>>;

/**
 * Records where a running Node process spends its time, and leaves it as it was. The process needs no flags: SIGUSR1
 * makes it listen.
 */
export async function profileNode(pid: number, until: () => Promise<void>): Promise<CpuProfile> {
  process.kill(pid, 'SIGUSR1');
  const { socket, ask } = await connect(pid);
  try {
    await ask('Profiler.enable');
    await ask('Profiler.setSamplingInterval', { interval: 500 });
    await ask('Profiler.start');
    await until();
    const { profile } = await ask('Profiler.stop');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- V8's own format
    return profile as CpuProfile;
  } finally {
    socket.send(
      JSON.stringify({
        id: 0,
        method: 'Runtime.evaluate',
        params: { expression: 'process.getBuiltinModule("node:inspector").close()' },
      }),
    );
    socket.close();
  }
}

async function connect(pid: number): Promise<{ socket: WebSocket; ask: Ask }> {
  const socket = new WebSocket(await socketUrl());
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`${address} cannot be reached`)));
  });
  const ask = asking(socket);
  const { result } = await ask('Runtime.evaluate', { expression: 'process.pid' });
  if (JSON.stringify(result).includes(`"value":${pid}`)) return { socket, ask };
  socket.close();
  throw new Error(`another process than ${pid} is being debugged at ${address}`);
}

async function socketUrl(): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await fetch(`${address}/json/list`);
      const text = await response.text();
      const [, url] = /"webSocketDebuggerUrl": "([^"]+)"/.exec(text) ?? [];
      if (url !== undefined) return url;
    } catch (error) {
      if (tries === 50) throw error;
    }
    await wait(100);
  }
}

function asking(socket: WebSocket): Ask {
  let last = 0;
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      const onMessage = ({ data }: MessageEvent): void => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the inspector's protocol
        const message = JSON.parse(String(data)) as {
          id?: number;
          result?: Record<string, unknown>;
          error?: { message: string };
        };
        if (message.id !== id) return;
        socket.removeEventListener('message', onMessage);
        if (message.error === undefined) resolve(message.result ?? {});
        else reject(new Error(`${method}: ${message.error.message}`));
      };
      socket.addEventListener('message', onMessage);
      socket.send(JSON.stringify({ id, method, params }));
    });
}
