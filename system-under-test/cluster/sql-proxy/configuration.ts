import { stringify } from 'yaml';
import type { DatabaseNode } from '../database/node.ts';
import type { Secrets } from '../state.ts';

interface ProxyPlan {
  readonly writer: DatabaseNode;
  readonly readers: readonly DatabaseNode[];
  readonly schema: string;
  readonly account: Secrets['audit'];
  /** Off: a connection's statements run on changing threads, and its transactions with them. */
  readonly hint: boolean;
}

/** What ShardingSphere-Proxy 5.1.0 reads from its folder, by the name of the file. */
export function proxyConfiguration(plan: ProxyPlan): ReadonlyMap<string, string> {
  const { writer, readers, schema, account, hint } = plan;
  const source = ({ host, port }: DatabaseNode): object => ({
    // Without limits of its own the driver waits for a frozen node for ever.
    url: `jdbc:mysql://${host}:${port}/${schema}?useSSL=false&allowPublicKeyRetrieval=true&connectTimeout=1000&socketTimeout=2000`,
    username: account.user,
    password: account.password,
    connectionTimeoutMilliseconds: 3000,
    idleTimeoutMilliseconds: 60_000,
    maxLifetimeMilliseconds: 1_800_000,
    maxPoolSize: 20,
    minPoolSize: 1,
  });
  const names = readers.map((_, index) => `reader_${index}`);
  const split = {
    type: 'Static',
    props: { 'write-data-source-name': 'writer', 'read-data-source-names': names.join(',') },
    loadBalancerName: 'in_turn',
  };
  // The rules carry YAML tags, which a plain object cannot.
  const rules = stringify({
    dataSources: { split },
    loadBalancers: { in_turn: { type: 'ROUND_ROBIN' } },
  });
  const sources = Object.fromEntries(readers.map((one, index) => [`reader_${index}`, source(one)]));
  return new Map([
    [
      'config-readwrite-splitting.yaml',
      `${stringify({ schemaName: schema, dataSources: { writer: source(writer), ...sources } })}rules:\n- !READWRITE_SPLITTING\n${indented(rules)}`,
    ],
    [
      'server.yaml',
      `rules:\n- !AUTHORITY\n${indented(
        stringify({
          users: [`${account.user}@%:${account.password}`],
          provider: { type: 'ALL_PRIVILEGES_PERMITTED' },
        }),
      )}${stringify({
        props: {
          'proxy-frontend-database-protocol-type': 'MySQL',
          'proxy-mysql-default-version': '8.0.30',
          'proxy-frontend-executor-size': 4,
          'sql-show': false,
          'proxy-hint-enabled': hint,
        },
      })}`,
    ],
  ]);
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
