import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Answer, type Asked, askedIn } from './wire.ts';

/** Undefined leaves a request to the account, `drop` ends the connection. */
export type Answering = (
  asked: Asked,
) => Answer | 'drop' | undefined | Promise<Answer | 'drop' | undefined>;

/** What stands between us and an account: sees every request, and answers some of them itself. */
export interface Front {
  readonly url: string;
  /** Every request since the start or the last `forget`. */
  readonly seen: readonly Asked[];
  readonly forget: () => void;
  /** Answers requests from now on. */
  readonly answer: (by: Answering) => void;
  readonly close: () => Promise<void>;
}

/** Starts one on a free port of this machine, in front of the account at a URL. */
export async function startFront(account: string): Promise<Front> {
  let seen: Asked[] = [];
  let by: Answering = () => undefined;
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => response.destroy(Error(String(error))));
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
    forget: () => {
      seen = [];
    },
    answer: (given) => {
      by = given;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const asked = askedIn(request, body.toString());
    seen.push(asked);
    const own = await by(asked);
    if (own === 'drop') request.socket.destroy();
    else if (own === undefined) await passOn(request, body, response);
    else response.writeHead(own.status, own.headers).end(own.body);
  }

  async function passOn(
    { method, url, headers }: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const { host: _host, connection: _connection, ...rest } = headers;
    const given = Object.entries(rest).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && name !== 'content-length' ? [[name, value]] : [],
    );
    const answer = await fetch(`${account}${url}`, {
      headers: given,
      ...(method === undefined ? {} : { method }),
      ...(body.length === 0 ? {} : { body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const back = [...answer.headers].filter(
      ([name]) => !['content-encoding', 'content-length', 'transfer-encoding'].includes(name),
    );
    response.writeHead(answer.status, Object.fromEntries(back)).end(bytes);
  }
}
