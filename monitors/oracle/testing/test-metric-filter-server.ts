import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { parseFilterPattern } from '../../filter-pattern/parser/parse.ts';
import { compileFilterPattern } from '../../filter-pattern/matcher/compile.ts';
import { match } from '../../filter-pattern/matcher/match.ts';

const request = z.object({
  filterPattern: z.string().max(1024),
  logEventMessages: z.array(z.string().min(1)).min(1).max(50),
});
type Request = z.infer<typeof request>;

interface MatchRecord {
  readonly eventNumber: number;
  readonly eventMessage: string;
  readonly extractedValues: Readonly<Record<string, string>>;
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

export interface TestMetricFilterServer extends AsyncDisposable {
  readonly url: string;
  /** What was asked, in order; throttled requests too. */
  readonly requests: readonly Request[];
}

export interface Faults {
  /** Every so-manieth request is throttled. */
  readonly throttleEvery?: number;
  /** Patterns whose answer is turned around: what matches does not, and the other way round. */
  readonly turnedAround?: readonly string[];
  /** What every request is refused with. */
  readonly refusal?: { readonly type: string; readonly message: string };
}

/**
 * An HTTP server on loopback that answers TestMetricFilter in AWS's JSON 1.1 protocol: from our own matcher, but for the
 * faults planted. It shows that questions and answers go through; what AWS says, only AWS can say.
 */
export async function startTestMetricFilterServer(
  faults: Faults = {},
): Promise<TestMetricFilterServer> {
  const requests: Request[] = [];
  const server = createServer((incoming, response) => {
    const serve = async (): Promise<void> => {
      const { status, body } = reply(incoming, await text(incoming), requests, faults);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    };
    void serve();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

function reply(
  { headers }: IncomingMessage,
  body: string,
  requests: Request[],
  { throttleEvery, turnedAround = [], refusal }: Faults,
): Reply {
  if (headers['x-amz-target'] !== 'Logs_20140328.TestMetricFilter')
    return refuse('UnknownOperationException', 'not TestMetricFilter');
  const parsed = request.safeParse(JSON.parse(body));
  if (!parsed.success) return refuse('InvalidParameterException', z.prettifyError(parsed.error));
  requests.push(parsed.data);
  if (refusal !== undefined) return refuse(refusal.type, refusal.message);
  if (throttleEvery !== undefined && requests.length % throttleEvery === 0)
    return refuse('ThrottlingException', 'Rate exceeded');
  return answer(parsed.data, turnedAround.includes(parsed.data.filterPattern));
}

function answer({ filterPattern, logEventMessages }: Request, turned: boolean): Reply {
  const pattern = parseFilterPattern(filterPattern);
  if (!pattern.ok) return refuse('InvalidParameterException', pattern.error.awsMessage);
  const filter = compileFilterPattern(pattern.pattern);
  const matches = logEventMessages.flatMap((eventMessage, index): MatchRecord[] => {
    const { matched, extractedValues } = match(filter, eventMessage);
    return matched === turned ? [] : [{ eventNumber: index + 1, eventMessage, extractedValues }];
  });
  return { status: 200, body: { matches } };
}

function refuse(type: string, message: string): Reply {
  return { status: 400, body: { __type: type, message } };
}
