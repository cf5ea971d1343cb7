import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** How a process ends whose definitions are what `text` says. */
function endOf(text: string): { status: number | null; stdout: string } {
  const { href } = new URL('finishing.ts', import.meta.url);
  const script = `
    import { finishing } from '${href}';
    process.on('uncaughtException', (error) => {
      process.stdout.write(error.code ?? error.message);
      process.exit(2);
    });
    await finishing('x.ts', async () => { ${text} });`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  return { status, stdout };
}

it.each([
  ['ends the process', 'process.exit(0);', 'unreadable-file'],
  ['ends it as if something had been found', 'process.exit(1);', 'unreadable-file'],
  ['waits for what never comes', 'await new Promise(() => {});', 'unreadable-file'],
  [
    'fails while somebody waits for it',
    "setTimeout(() => { throw new Error('late'); }); await new Promise(() => {});",
    'late',
  ],
])('a module that %s is told of, once, with 2', (_what, text, message) => {
  expect(endOf(text)).toEqual({ status: 2, stdout: message });
});

it('a module that comes to an end does not keep the process from ending', () => {
  expect(endOf('return 1;')).toEqual({ status: 0, stdout: '' });
});
