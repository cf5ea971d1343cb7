import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { outsideStub } from './stub.ts';

const set = (system: string, body: string) =>
  outsideStub().request(`/control/${system}`, { method: 'PUT', body });

describe('the stub', () => {
  it('says which systems it plays when asked for another', async () => {
    const answer = await set('bank', '{"mode":"ok"}');
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: 'Known systems: channel-manager, fiscal-printer, police-portal, erp.' },
    ]);
  });

  it.each(['{"mode":"angry"}', '{"mode":"slow","delayMs":-1}', 'nonsense'])(
    'does not take %s for a behavior',
    async (body) => {
      const answer = await set('erp', body);
      expect([answer.status, await answer.json()]).toEqual([422, { error: expect.any(String) }]);
    },
  );

  it.each([
    ['/control/erp', 'PUT'],
    ['/erp/documents', 'POST'],
  ])('does not take a body of %s that broke off for one that is no JSON', async (path, method) => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new Error('the connection broke')),
    });
    const stub = outsideStub();
    const seen: unknown[] = [];
    stub.onError((error, c) => {
      seen.push(error.message);
      return c.text('', 500);
    });
    const request = new Request(`http://stub${path}`, { method, body: broken, duplex: 'half' });
    expect((await stub.request(request)).status).toBe(500);
    expect(seen).toEqual(['the connection broke']);
  });

  it('counts calls and messages of each system by themselves', async () => {
    const stub = outsideStub();
    const send = (body: string) => stub.request('/erp/documents', { method: 'POST', body });
    await send('{"tenant":"riviera","sequence":1}');
    await send('{}');
    const idle = { mode: 'ok', delayMs: 1000, calls: 0, taken: 0 };
    expect(await (await stub.request('/control')).json()).toEqual({
      'channel-manager': idle,
      'fiscal-printer': idle,
      'police-portal': idle,
      erp: { ...idle, calls: 2, taken: 1 },
    });
  });

  it('ends with one line when it is not told where to listen', async () => {
    const main = fileURLToPath(new URL('stub-main.ts', import.meta.url));
    const env = { ...process.env, STUB_LISTEN: 'here' };
    const ended = await new Promise((resolve) => {
      const child = execFile(process.execPath, [main], { env }, (_error, _stdout, stderr) =>
        resolve({ code: child.exitCode, stderr }),
      );
    });
    expect(ended).toEqual({ code: 2, stderr: 'STUB_LISTEN is "here", but must be host:port.\n' });
  });
});
