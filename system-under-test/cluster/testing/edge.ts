// @module-tag needs/varnish
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { endChild, spawnTied } from '../../../core/child-process.ts';
import { edgeLogFields } from '../../../core/formats/cloudfront-log.ts';
import { choosePublicPort } from '../addresses.ts';
import { type Distribution, referenceDistribution } from '../edge/behavior.ts';
import { type Firewall, firewallSchema } from '../edge/firewall/rules.ts';
import { edgeLogFormat } from '../edge/log-format.ts';
import { checkLog, findVarnish, logArguments, varnishArguments } from '../edge/varnish.ts';
import { edgeConfiguration } from '../edge/vcl/compile.ts';
import { checkPort } from '../supervisor/checks.ts';
import { untilItWorks } from '../until.ts';

/** For what comes at once, unless the machine is busy. */
const patienceMs = 30_000;

export interface EdgeAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface EdgeVisit {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** What the origin answers to a path. */
export type OriginAnswer = (incoming: IncomingMessage, response: ServerResponse) => void;

/** A real Varnish with the configuration of a cluster's edge, before an origin that a test makes. */
export interface TestEdge {
  readonly port: number;
  readonly url: string;
  readonly blockedFolder: string;
  /** Decides what the origin answers from now on. */
  readonly originAnswers: (answer: OriginAnswer) => void;
  /** Requests that reached the origin since the last call, as `METHOD URL`. */
  readonly reachedOrigin: () => string[];
  readonly visit: (path: string, options?: EdgeVisit) => Promise<EdgeAnswer>;
  /** X-Cache of an answer to a GET, without its end. */
  readonly cacheOf: (path: string, options?: EdgeVisit) => Promise<string>;
  readonly stopOrigin: () => Promise<void>;
  readonly startOrigin: () => Promise<void>;
  /** The log's lines, by CloudFront's field names, once there are so many. */
  readonly logged: (lines: number) => Promise<Record<string, string>[]>;
  readonly logText: () => string;
  readonly stop: () => Promise<void>;
}

const saysOrigin: OriginAnswer = (_, response) => response.end('origin');
const noFirewall = firewallSchema.parse({ rules: [] });

export async function startTestEdge(
  plan: { readonly distribution?: Distribution; readonly firewall?: Firewall } = {},
): Promise<TestEdge> {
  const folder = mkdtempSync(join(tmpdir(), 'bil-edge-'));
  const blockedFolder = join(folder, 'blocked');
  mkdirSync(blockedFolder);
  const [port, originPort] = [await choosePublicPort(undefined), await choosePublicPort(undefined)];
  let answer = saysOrigin;
  let reached: string[] = [];
  const answering = (incoming: IncomingMessage, response: ServerResponse): void => {
    reached.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    answer(incoming, response);
  };
  let origin = createServer(answering);
  const startOrigin = async (): Promise<void> => {
    origin = createServer(answering);
    origin.listen(originPort, '127.0.0.1');
    await once(origin, 'listening');
  };
  const stopOrigin = async (): Promise<void> => {
    origin.close().closeAllConnections();
    if (origin.listening) await once(origin, 'close');
  };
  await startOrigin();
  const path = join(folder, 'edge.vcl');
  const configuration = edgeConfiguration({
    distribution: plan.distribution ?? referenceDistribution,
    firewall: plan.firewall ?? noFirewall,
    origin: `127.0.0.1:${originPort}`,
    blockedFolder,
    startId: 'test',
  });
  writeFileSync(path, configuration);
  const workFolder = join(folder, 'varnish');
  const programs = findVarnish();
  const errors = openSync(join(folder, 'errors'), 'a');
  const varnish = spawnTied(
    programs.varnishd,
    varnishArguments({ port, configuration: path, workFolder }),
    { stdio: ['ignore', errors, errors] },
  );
  const logFile = join(folder, 'edge.log');
  const log = spawnTied(programs.varnishncsa, logArguments(workFolder, edgeLogFormat), {
    env: { ...process.env, TZ: 'UTC' },
    stdio: ['ignore', openSync(logFile, 'a'), errors],
  });
  const stop = async (): Promise<void> => {
    await Promise.all([endChild(log), endChild(varnish), stopOrigin()]);
    rmSync(folder, { recursive: true, force: true });
  };
  const logText = (): string => readFileSync(logFile, 'utf8');
  const isReady = async (): Promise<void> => {
    if (varnish.exitCode !== null)
      throw new Error(`Varnish ended: ${readFileSync(join(folder, 'errors'), 'utf8')}`);
    await checkPort('127.0.0.1', port);
    await checkLog(log.pid, workFolder);
  };
  try {
    await untilItWorks(isReady, { withinMs: patienceMs });
  } catch (error) {
    await stop();
    throw error;
  }
  const visit: TestEdge['visit'] = async (asked, options = {}) => {
    const sent = request({ host: '127.0.0.1', port, path: asked, agent: false, ...options }).end();
    const [response]: IncomingMessage[] = await once(sent, 'response');
    if (response === undefined) throw new Error('no response');
    const { statusCode = 0, headers } = response;
    return { status: statusCode, headers, body: await buffer(response) };
  };
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    blockedFolder,
    originAnswers: (next) => {
      answer = next;
    },
    reachedOrigin: () => {
      const all = reached;
      reached = [];
      return all;
    },
    visit,
    cacheOf: async (asked, options) =>
      String((await visit(asked, options)).headers['x-cache']).replace(' from cloudfront', ''),
    stopOrigin,
    startOrigin,
    logged: (lines) =>
      untilItWorks(
        async () => {
          const all = logText().trimEnd().split('\n');
          if (all.length < lines || all[0] === '') throw new Error(`${all.length} lines so far`);
          return all.map(fieldsOf);
        },
        { withinMs: patienceMs },
      ),
    logText,
    stop,
  };
}

function fieldsOf(line: string): Record<string, string> {
  const fields = line.split('\t');
  if (fields.length !== edgeLogFields.length) throw new Error(`${fields.length} fields: ${line}`);
  return Object.fromEntries(edgeLogFields.map((name, index) => [name, fields[index] ?? '']));
}
