import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bilancia } from '../../../tests/cli/run-command-line.ts';

const run = promisify(execFile);

const topic = (id: string) => `  ${id}:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: ${id.toLowerCase()}
`;

let folder = '';
const git = (...args: string[]) =>
  run('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: folder });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-changed-'));
  await git('init', '--quiet');
  await writeFile(join(folder, 't.yaml'), `Resources:\n${topic('Old')}${topic('Other')}`);
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'first');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Subjects of what is found, and how the command ends. */
async function lint(...args: string[]) {
  const { stdout, stderr, status } = await bilancia(
    ['monitors', 'lint', '--rule', 'unused-topic', '--format', 'json', ...args],
    {},
    folder,
  );
  const subjects: string[] =
    stdout === ''
      ? []
      : JSON.parse(stdout).findings.map(({ subject }: { subject: string }) => subject);
  return { subjects, stderr, status };
}

describe('lint --changed-since', () => {
  it('finds nothing where nothing has changed', async () => {
    expect(await lint('t.yaml', '--changed-since', 'HEAD')).toMatchObject({
      subjects: [],
      status: 0,
    });
    expect((await lint('t.yaml')).subjects).toEqual(['topic "old"', 'topic "other"']);
  });

  it('finds what is wrong with definitions that are new, or have a line that is', async () => {
    await appendFile(join(folder, 't.yaml'), topic('New'));
    expect((await lint('t.yaml', '--changed-since', 'HEAD')).subjects).toEqual(['topic "new"']);
    const text = await readFile(join(folder, 't.yaml'), 'utf8');
    await writeFile(join(folder, 't.yaml'), text.replace('TopicName: old', 'TopicName: older'));
    expect((await lint('t.yaml', '--changed-since', 'HEAD')).subjects).toEqual([
      'topic "older"',
      'topic "new"',
    ]);
  });

  it('finds all in a file that git does not know', async () => {
    await writeFile(join(folder, 'u.yaml'), `Resources:\n${topic('Fresh')}`);
    expect((await lint('t.yaml', 'u.yaml', '--changed-since', 'HEAD')).subjects).toEqual([
      'topic "fresh"',
    ]);
  });

  it('is refused what is no revision', async () => {
    const { stderr, status } = await lint('t.yaml', '--changed-since', 'nowhere');
    expect(stderr).toMatch(/--changed-since is "nowhere", but must be a revision of the git/);
    expect(status).toBe(2);
  });
});
