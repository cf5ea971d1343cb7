import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { cloudwatchOperations } from './cloudwatch.ts';
import { eventsOperations } from './events.ts';
import type { Effect, Fault, Seen } from './faults.ts';
import { logsOperations } from './logs.ts';
import type { Operations } from './operation.ts';
import type { Answer, Asked, Service } from './protocol.ts';
import { decode, encode, encodeError } from './protocol.ts';
import { ServiceError } from './service-error.ts';
import { snsOperations } from './sns.ts';
import type { FakeAccount } from './state.ts';
import { regionOf } from './state.ts';

export interface FakeAws {
  readonly url: string;
  readonly account: FakeAccount;
  /** Every request since the start or the last `forget`, in their order. */
  readonly requests: readonly Seen[];
  readonly forget: () => void;
  /** From now on these faults, and no others. */
  readonly plant: (...faults: readonly Fault[]) => void;
  readonly close: () => Promise<void>;
}

interface FakeOptions {
  readonly accountId?: string;
  readonly logGroups?: readonly string[];
  readonly pageSize?: number;
}

const operations: Readonly<Record<Service, Operations>> = {
  monitoring: cloudwatchOperations,
  logs: logsOperations,
  sns: snsOperations,
  events: eventsOperations,
};

/** Starts an HTTP server on a free port of this machine that speaks the protocols of the services and obeys their rules. */
export async function startFakeAws(options: FakeOptions = {}): Promise<FakeAws> {
  const { accountId = '012345678901', logGroups, pageSize = 3 } = options;
  const account: FakeAccount = {
    accountId,
    logGroups: logGroups === undefined ? undefined : new Set(logGroups),
    pageSize,
    regions: new Map(),
    dashboards: new Map(),
    tags: new Map(),
  };
  let faults: readonly Fault[] = [];
  let requests: Seen[] = [];
  let counted = 0;
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    account,
    get requests() {
      return requests;
    },
    forget: () => {
      requests = [];
    },
    plant: (...planted) => {
      counted = 0;
      faults = planted;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = decode(request, await textOf(request));
    if (asked === undefined) {
      response.writeHead(404).end();
      return;
    }
    counted += 1;
    const seen = { ...asked, number: counted };
    requests.push(seen);
    const effects = faults.filter((fault) => fault.hits(seen)).map(({ effect }) => effect);
    await delay(effects);
    if (drops(effects, 'before')) {
      request.socket.destroy();
      return;
    }
    const answer = planned(effects, asked) ?? perform(account, asked);
    if (drops(effects, 'after')) request.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

function perform(account: FakeAccount, asked: Asked): Answer {
  const { service, operation, region, input } = asked;
  const work = operations[service][operation];
  try {
    if (work === undefined)
      throw new ServiceError('UnknownOperationException', `${operation} is not known here.`);
    return encode(asked, work({ account, here: regionOf(account, region), input }) ?? {});
  } catch (thrown) {
    if (thrown instanceof ServiceError) return encodeError(asked, thrown);
    throw thrown;
  }
}

function planned(effects: readonly Effect[], asked: Asked): Answer | undefined {
  const effect = effects.find(({ kind }) => kind === 'error');
  return effect?.kind === 'error' ? encodeError(asked, effect.error) : undefined;
}

function drops(effects: readonly Effect[], when: 'before' | 'after'): boolean {
  return effects.some((effect) => effect.kind === 'drop' && effect.when === when);
}

async function delay(effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) if (effect.kind === 'delay') await sleep(effect.milliseconds);
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string')
    throw new TypeError(`A TCP address was expected, not ${String(address)}`);
  return address;
}
