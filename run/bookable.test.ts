import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Target } from '../targets/target.ts';
import { checkBookable } from './bookable.ts';

const good = JSON.stringify({
  tenant: 'a',
  properties: [{ code: 'lido', unitGroups: [{ id: 7, maxPersons: 4 }] }],
  bookable: { from: '2027-01-01', to: '2027-12-31' },
});

/** Checks a system that answers the host `a.example` well, and any other with this. */
async function check(status: number, text: string): Promise<void> {
  const server = createServer((request, response) =>
    request.headers.host === 'a.example'
      ? response.end(good)
      : response.writeHead(status).end(text),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  const target: Target = {
    name: 'theirs',
    kind: 'described',
    healthPath: '/',
    tenants: [
      { id: 'a', host: 'a.example', weight: 1 },
      { id: 'b', host: 'b.example', weight: 1 },
    ],
    instances: [],
    endpoints: { baseUrl: `http://127.0.0.1:${address.port}/` },
    capabilities: { observe: [], break: [], sharesMachine: false },
  };
  try {
    await checkBookable(target, 'steady');
  } finally {
    server.close();
  }
}

const message = (reason: string): RegExp =>
  new RegExp(
    String.raw`^The target cannot be played by "steady", whose visitors speak the reference system's booking API: http://127\.0\.0\.1:\d+/inventory/v1/properties ${reason} for tenant b \(Host: b\.example\)\. Check the tenants of the target file, or play a script of your own: "bilancia run \./yours\.js --target FILE"\.$`,
  );

describe('a target that our profiles are to play', () => {
  it('is one whose every tenant answers with its catalog', async () => {
    await expect(check(200, good)).resolves.toBeUndefined();
  });

  it.each([
    ['has no such page', 404, 'nothing here', 'answers 404, not 200'],
    [
      'answers everything with a page',
      200,
      '<h1>',
      'answers with something other than a JSON object',
    ],
    [
      'answers with other JSON',
      200,
      '{}',
      'answers with a catalog whose tenant is not as expected',
    ],
    [
      'sells nothing',
      200,
      good.replace(/"unitGroups":\[.*?\]/, '"unitGroups":[]'),
      String.raw`answers with a catalog whose properties\.0\.unitGroups is not as expected`,
    ],
  ])('is not one where a tenant %s', async (_what, status, text, reason) => {
    await expect(check(status, text)).rejects.toThrow(message(reason));
  });
});
