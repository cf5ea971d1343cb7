// @module-tag needs/chromium
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { launchChromium } from '../../tests/chromium.ts';
import { type LiveStage, openLiveStage, sourceOf, standsAt } from '../testing/live-stage.ts';
import { openReplay } from '../testing/replay.ts';

const replayer = fileURLToPath(new URL('../testing/replay-main.ts', import.meta.url));

let stage: LiveStage;
beforeAll(async () => {
  stage = await openLiveStage(await launchChromium());
});
afterAll(() => stage.close());

it('says when its server is gone, and goes on by itself when there is one again', async () => {
  const folder = stage.newFolder();
  const replay = await openReplay(stage.recorded, folder);
  await replay.upTo(replay.from + 20);
  const server = await stage.serve(folder);
  const { page } = await stage.opened(server.port);
  await standsAt(page, 'running');
  await server.close();
  await page.getByText('"bilancia watch" has not answered for').waitFor();
  expect(await page.locator('html[data-lost]').count()).toBe(1);
  await replay.end();
  const again = await stage.serve(folder, server.port);
  await standsAt(page, 'ended');
  expect(await page.locator('#connection').innerText()).toBe('');
  expect(await page.locator('html[data-lost]').count()).toBe(0);
  await page.close();
  await again.close();
});

it('says that a run was cut short when its process was killed', async () => {
  const folder = stage.newFolder();
  const writing = spawn(process.execPath, [replayer, stage.recorded, folder], { stdio: 'ignore' });
  const gone = once(writing, 'exit');
  const started = { look: async () => sourceOf(folder).look() };
  await expect
    .poll(async () => (await started.look()).standing, { timeout: 20_000 })
    .toBe('running');
  const server = await stage.serve(folder);
  const { page } = await stage.opened(server.port);
  await standsAt(page, 'running');
  writing.kill('SIGKILL');
  await gone;
  await standsAt(page, 'cut');
  expect(await page.locator('#state').innerText()).toBe(
    'Cut short: the process that wrote this run is gone, and did not end it. This is what it left.',
  );
  await page.getByRole('heading', { name: 'Inconclusive' }).waitFor();
  await page.close();
  await server.close();
});

it('shows a folder that cannot be read as one sentence, and what it saw before', async () => {
  const folder = stage.newFolder();
  const replay = await openReplay(stage.recorded, folder);
  await replay.upTo(replay.from + 20);
  const server = await stage.serve(folder);
  const { page } = await stage.opened(server.port);
  await page.locator('.u-over').first().waitFor();
  await writeFile(runFile(folder, 'manifest'), 'nothing of ours');
  await page
    .getByText(/^Manifest .*run\.json cannot be used: .*Expected the run\.json of a run folder\.$/)
    .waitFor();
  expect(await page.getByRole('heading', { name: 'Response time' }).count()).toBe(1);
  await page.close();
  await server.close();
  await replay.abandon();
});

it('answers nobody who asks by a name of another machine', async () => {
  const server = await stage.serve(stage.recorded);
  const asked = async (
    host: string,
  ): Promise<{ readonly status: number | undefined; readonly body: string }> => {
    const [response] = await once(
      get({ port: server.port, host: '127.0.0.1', headers: { host } }),
      'response',
    );
    return { status: response.statusCode, body: await text(response) };
  };
  expect(await asked('rebound.example.com')).toEqual({
    status: 403,
    body: 'This page is shown to its own machine only. Start it with "bilancia watch --host ADDRESS" to show it to others.\n',
  });
  expect((await asked(`localhost:${server.port}`)).status).toBe(200);
  await server.close();
});
