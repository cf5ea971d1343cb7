import { createServer } from 'mysql2';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freePort } from '../../core/free-port.ts';
import type { TargetDatabase } from '../../targets/target.ts';
import { auroraCpu } from './aurora-cpu.ts';

/** Speaks the protocol, as there is no Aurora here: it tells of two nodes, or knows no such table. */
const server = createServer(() => undefined);
let isAurora = true;
let asked = 0;
let database: TargetDatabase;

const columns = ['id', 'cpu'].map((name) => ({
  name,
  orgName: name,
  catalog: 'def',
  schema: '',
  table: '',
  orgTable: '',
  characterSet: 33,
  columnLength: 100,
  columnType: 253,
  flags: 0,
  decimals: 0,
}));

beforeAll(async () => {
  // The driver's server side does not begin to count packets anew, and its client side says so.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  server.on('connection', (client) => {
    client.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.0.39',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 8,
      capabilityFlags: 0xff_ff_ff,
    });
    client.on('error', () => undefined);
    client.on('query', () => {
      asked += 1;
      if (isAurora)
        client.writeTextResult(
          [
            { id: 'shop-1', cpu: '12.5' },
            { id: 'shop-2', cpu: '80' },
          ],
          columns,
        );
      else client.writeError({ code: 1109, message: "Unknown table 'replica_host_status'" });
    });
  });
  const port = await freePort();
  // Its type leaves out the host.
  const listen: (at: number, host: string) => unknown = server.listen.bind(server);
  listen(port, '127.0.0.1');
  const writer = { id: 'shop-1', role: 'writer', address: `127.0.0.1:${port}` } as const;
  database = { writer, readers: [], user: 'ops', password: '', schemas: {} };
});
afterAll(() => {
  vi.restoreAllMocks();
  server.close(() => undefined);
});

it('is that of every node, as fractions of their cores', async () => {
  const cpu = auroraCpu(database);
  expect([...(await cpu.look())]).toEqual([
    ['shop-1', 0.125],
    ['shop-2', 0.8],
  ]);
  cpu.close();
});

it('is not asked for again where the server is none of Aurora', async () => {
  isAurora = false;
  asked = 0;
  const cpu = auroraCpu(database);
  expect([...(await cpu.look()), ...(await cpu.look())]).toEqual([]);
  expect(asked).toBe(1);
  cpu.close();
});
