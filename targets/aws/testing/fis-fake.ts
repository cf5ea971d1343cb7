import { once } from 'node:events';
import { createServer } from 'node:http';

/** AWS Fault Injection Service, as far as experiments go: moto has templates only. */
export interface FisFake {
  readonly url: string;
  /** Method and path of each request since the start or the last `reset`. */
  readonly seen: readonly string[];
  /** Whether each request bore a signature for `fis`. */
  readonly signed: boolean;
  /** States that an experiment goes through, a look each; the last stays until it is stopped. */
  readonly states: (given: readonly string[]) => void;
  /** Refuses requests of a method and path from now on. */
  readonly refuse: (asked: string, code: string) => void;
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

const template = {
  id: 'EXT2',
  description: 'Fail the Aurora cluster over to a reader',
  actions: { failover: { actionId: 'aws:rds:failover-db-cluster' } },
  stopConditions: [
    {
      source: 'aws:cloudwatch:alarm',
      value: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:stop',
    },
  ],
  tags: { Name: 'bilancia-failover' },
};

function experiment(status: string): object {
  return { experiment: { id: 'EXP1', state: { status, reason: `it is ${status}` } } };
}

/** Starts one on a free port of this machine. */
export async function startFisFake(): Promise<FisFake> {
  let seen: string[] = [];
  let signed = true;
  let states = ['completed'];
  let refusals = new Map<string, string>();
  const answerTo = (asked: string, query: URLSearchParams): object => {
    if (asked === 'GET /experimentTemplates')
      return query.get('nextToken') === null
        ? { experimentTemplates: [{ id: 'EXT1', tags: {} }], nextToken: 'more' }
        : { experimentTemplates: [{ id: template.id, tags: template.tags }] };
    if (asked === `GET /experimentTemplates/${template.id}`)
      return { experimentTemplate: template };
    if (asked === 'POST /experiments') return experiment('pending');
    if (asked === 'DELETE /experiments/EXP1') states = ['stopping', 'stopped'];
    return experiment((states.length > 1 ? states.shift() : states[0]) ?? 'completed');
  };
  const server = createServer((request, response) => {
    request.resume();
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://fis');
    const asked = `${request.method} ${pathname}`;
    seen.push(asked);
    signed &&= /\/fis\/aws4_request, .*Signature=[0-9a-f]{64}$/.test(
      request.headers.authorization ?? '',
    );
    const code = refusals.get(asked);
    const headers = { 'content-type': 'application/json' };
    if (code === undefined)
      response.writeHead(200, headers).end(JSON.stringify(answerTo(asked, searchParams)));
    else
      response
        .writeHead(403, { ...headers, 'x-amzn-errortype': code })
        .end(JSON.stringify({ message: code }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    get seen() {
      return seen;
    },
    get signed() {
      return signed;
    },
    states: (given) => {
      states = [...given];
    },
    refuse: (asked, code) => {
      refusals.set(asked, code);
    },
    reset: () => {
      seen = [];
      states = ['completed'];
      refusals = new Map();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
