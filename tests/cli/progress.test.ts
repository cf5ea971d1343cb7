import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'fixtures', 'progress.ts');
const env = { PATH: process.env['PATH'], TERM: 'xterm', NO_COLOR: '1' };

describe('progress', () => {
  it(
    'is one live line on a terminal, with lasting lines above it',
    { tags: ['needs/script'] },
    async () => {
      // `script` gives its command a terminal, and passes on what the terminal was sent.
      const command = `${process.execPath} ${script}`;
      const { stdout } = await run(
        'script',
        ['--quiet', '--return', '--command', command, '/dev/null'],
        { env },
      );
      expect(stdout.replaceAll('\r\n', '\n').split('\r\u001B[K')).toEqual([
        '',
        'starting\n',
        '1 visitor',
        '2 visitors',
        'a task was replaced\n',
        '2 visitors',
        '',
        'done\n',
      ]);
    },
  );

  it('is plain lines elsewhere, and not every live state', async () => {
    const { stdout, stderr } = await run(process.execPath, [script], { env });
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: 'starting\n1 visitor\na task was replaced\ndone\n',
    });
  });

  it('is nothing with --json', async () => {
    const { stdout, stderr } = await run(process.execPath, [script, '--json'], { env });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });
});
