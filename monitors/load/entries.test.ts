import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const monitors = new URL('..', import.meta.url);

/** Prints the URL of every module that an entry loads. */
const script = `
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => { console.log(url); return next(url, context); } });
await import(process.argv[1]);
`;

function loadedBy(entry: string): string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script, new URL(entry, monitors).href],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

const clients = (urls: readonly string[]) =>
  urls.filter((url) => /\/node_modules\/@(?:aws-sdk|smithy)\//.test(url));

it('loads no client of AWS for a file of definitions, which every command would pay for in time and memory', () => {
  const loaded = loadedBy('index.ts');
  expect(loaded).toContain(pathToFileURL(`${import.meta.dirname}/define.ts`).href);
  expect(clients(loaded)).toEqual([]);
});

it('loads them for what asks an account', () => {
  expect(clients(loadedBy('account.ts'))).not.toEqual([]);
});
