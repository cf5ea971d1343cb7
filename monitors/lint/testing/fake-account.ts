import { once } from 'node:events';
import { createServer } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import type { Metric } from '../../definitions/metric.ts';
import type { Tags } from '../../definitions/base.ts';
import { connect } from '../../aws/clients.ts';
import { decode, encode, type Asked } from '../../deploy/testing/fake/protocol.ts';
import { accountView } from '../online/account.ts';
import type { AccountView } from '../online/account-view.ts';

/** What an account holds, in one region. */
export interface Holdings {
  readonly logGroups?: Readonly<Record<string, 'STANDARD' | 'INFREQUENT_ACCESS'>>;
  readonly metrics?: readonly Metric[];
  readonly alarms?: Readonly<Record<string, Tags>>;
}

const pageSize = 2;

/**
 * Lends `work` the view of an account that holds this in eu-south-1 and nothing elsewhere: the real clients, and a server on
 * loopback that speaks their protocols and answers in small pages.
 */
export async function withAccount<T>(
  holdings: Holdings,
  work: (account: AccountView) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const asked = decode(request, body);
      if (asked === undefined) return response.writeHead(404).end();
      const { status, headers, body: answer } = encode(asked, answerTo(asked, holdings));
      return response.writeHead(status, headers).end(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const connections = connect({
    endpointUrl: `http://127.0.0.1:${port}`,
    retryMode: 'standard',
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'not-a-secret' },
  });
  try {
    return await work(accountView(connections));
  } finally {
    connections.close();
    server.closeAllConnections();
    server.close();
  }
}

function answerTo({ operation, region, input }: Asked, holdings: Holdings): object {
  const { logGroups = {}, metrics = [], alarms = {} } = region === 'eu-south-1' ? holdings : {};
  switch (operation) {
    case 'DescribeLogGroups': {
      const [prefix] = textsOf(input['logGroupNamePrefix']);
      const named = Object.entries(logGroups).filter(([name]) => name.startsWith(prefix ?? ''));
      const all = named.map(([logGroupName, logGroupClass]) => ({ logGroupName, logGroupClass }));
      const { items, next } = pageOf(all, input['nextToken']);
      return { logGroups: items, ...(next === undefined ? {} : { nextToken: next }) };
    }
    case 'ListMetrics': {
      const all = metrics
        .filter(
          ({ namespace, metricName }) =>
            namespace === input['Namespace'] && metricName === input['MetricName'],
        )
        .map((metric) => ({ ...metric, pairs: Object.entries(metric.dimensions ?? {}) }))
        .filter(({ dimensions = {} }) =>
          wantedDimensions(input).every(([name, value]) => dimensions[name] === value),
        )
        .map(({ namespace, metricName, pairs }) => ({
          Namespace: namespace,
          MetricName: metricName,
          Dimensions: pairs.map(([Name, Value]) => ({ Name, Value })),
        }));
      const { items, next } = pageOf(all, input['NextToken']);
      return { Metrics: items, ...(next === undefined ? {} : { NextToken: next }) };
    }
    case 'DescribeAlarms': {
      const names = textsOf(input['AlarmNames']).filter((name) => alarms[name] !== undefined);
      return {
        MetricAlarms: [],
        CompositeAlarms: names.map((AlarmName) => ({ AlarmName, AlarmArn: AlarmName })),
      };
    }
    case 'ListTagsForResource': {
      const [name = ''] = textsOf(input['ResourceARN']);
      return { Tags: Object.entries(alarms[name] ?? {}).map(([Key, Value]) => ({ Key, Value })) };
    }
    default:
      throw new TypeError(`${operation} was not expected`);
  }
}

function wantedDimensions(input: Asked['input']): [string, unknown][] {
  const given: unknown = input['Dimensions'];
  return (Array.isArray(given) ? given : []).flatMap((one: unknown): [string, unknown][] =>
    typeof one === 'object' && one !== null && 'Name' in one && 'Value' in one
      ? [[String(one.Name), one.Value]]
      : [],
  );
}

/** A text, or the texts of a list. */
function textsOf(given: unknown): string[] {
  return (Array.isArray(given) ? given : [given]).filter((one) => typeof one === 'string');
}

function pageOf<T>(all: readonly T[], token: unknown): { items: readonly T[]; next?: string } {
  const from = Number(token ?? 0);
  const to = from + pageSize;
  return { items: all.slice(from, to), ...(to < all.length ? { next: String(to) } : {}) };
}
