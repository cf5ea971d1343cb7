import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '..', 'main.ts');
const lines = ['127.0.0.1 frank 200 17', '127.0.0.1 eva 404 1534', '', '10.0.0.9 max 500 3'];
const pattern = '[ip, user, status_code = 4*, bytes]';
const restOfLine =
  'Not documented by AWS (fewer-fields): The line has fewer fields than the pattern names: it does not match.\n';

let folder = '';
const names = { log: 'access.log', other: 'other.log', binary: 'app.bin', zipped: 'app.log.gz' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-match-'));
  await writeFile(join(folder, names.log), lines.map((line) => `${line}\n`).join(''));
  await writeFile(join(folder, names.other), 'a b 404 d');
  await writeFile(join(folder, names.binary), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]));
  await writeFile(join(folder, names.zipped), gzipSync('a b 404 d\n'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(args: readonly string[]) {
  return spawn(process.execPath, [main, 'monitors', 'match', ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

async function match(args: readonly string[], input = '') {
  const child = start(args);
  child.stdin.end(input);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, status: Number(status) };
}

describe.concurrent('bilancia monitors match', () => {
  it('prints the lines that match, and what AWS leaves open once', async () => {
    expect(await match([pattern, names.log])).toEqual({
      stdout: `${lines[1]}\n`,
      stderr: restOfLine,
      status: 0,
    });
  });

  it('reads standard input where no file is named, or a dash', async () => {
    const input = 'a b 404 d';
    const expected = { stdout: `${input}\n`, stderr: '', status: 0 };
    expect(await match([pattern], input)).toEqual(expected);
    expect(await match([pattern, '-'], input)).toEqual(expected);
  });

  it('ends with 1 where no line matches', async () => {
    expect(await match(['NOWHERE', names.log])).toEqual({ stdout: '', stderr: '', status: 1 });
  });

  it('names the file before each line where there are several', async () => {
    const { stdout, status } = await match([pattern, names.log, '-', names.other], 'x y 4 z\n');
    expect({ stdout, status }).toEqual({
      stdout: `access.log:${lines[1]}\n(standard input):x y 4 z\nother.log:a b 404 d\n`,
      status: 0,
    });
  });

  it('explains every line that does not match', async () => {
    const { stdout, status } = await match(['--explain', pattern, names.log]);
    expect({ stdout, status }).toEqual({
      stdout: [
        '- 127.0.0.1 frank 200 17',
        '    field `status_code` = "200" does not match `4*`',
        '+ 127.0.0.1 eva 404 1534',
        '- ',
        '    the line has 0 of the 4 fields that the pattern names',
        '- 10.0.0.9 max 500 3',
        '    field `status_code` = "500" does not match `4*`',
        '',
      ].join('\n'),
      status: 0,
    });
  });

  it('extracts the values that a metric may take', async () => {
    const { stdout } = await match(['--extract', pattern, names.log]);
    expect(stdout).toBe('{"$ip":"127.0.0.1","$user":"eva","$status_code":"404","$bytes":"1534"}\n');
  });

  it('tells that an extracted number was rounded', async () => {
    const line = '{"id":12345678901234567890}';
    expect(await match(['--extract', '{ $.id = * }'], `${line}\n`)).toEqual({
      stdout: '{"$.id":"12345678901234567000"}\n',
      stderr:
        'Not documented by AWS (number-precision): Numbers are double-precision: whole numbers beyond 2^53 are rounded, in comparisons and in extracted JSON values.\n',
      status: 0,
    });
  });

  it('counts, for each file', async () => {
    expect((await match(['--count', pattern, names.log])).stdout).toBe('1\n');
    const { stdout } = await match(['--count', pattern, names.log, names.other]);
    expect(stdout).toBe('access.log:1\nother.log:1\n');
  });

  it('prints one JSON document', async () => {
    const { stdout, stderr, status } = await match(['--json', pattern, names.log, 'missing.log']);
    const message =
      'Log file missing.log cannot be used: it does not exist. Expected a file of log lines in UTF-8.';
    expect({ document: JSON.parse(stdout), stderr, status }).toEqual({
      document: {
        pattern,
        dialect: 'delimited',
        lines: [
          {
            path: 'access.log',
            line: 2,
            matched: true,
            text: lines[1],
            extractedValues: {
              $ip: '127.0.0.1',
              $user: 'eva',
              $status_code: '404',
              $bytes: '1534',
            },
          },
        ],
        files: [
          { path: 'access.log', lines: 4, matched: 1 },
          { path: 'missing.log', error: { code: 'unreadable-file', message } },
        ],
        matched: 1,
        undocumented: [
          {
            code: 'fewer-fields',
            choice: 'The line has fewer fields than the pattern names: it does not match.',
          },
        ],
      },
      stderr: `${message}\n`,
      status: 2,
    });
  });

  it('numbers every line in JSON, with the reasons of those that do not match', async () => {
    const { stdout } = await match(['--json', '--explain', 'eva', names.log]);
    expect(JSON.parse(stdout)).toMatchObject({
      lines: [
        { line: 1, matched: false, reasons: ['the line does not contain "eva"'] },
        { line: 2, matched: true, extractedValues: {} },
        { line: 3, matched: false },
        { line: 4, matched: false },
      ],
    });
  });

  it('prints a JSON document of counts only', async () => {
    const { stdout } = await match(['--json', '--count', 'eva', names.log]);
    expect(JSON.parse(stdout)).toEqual({
      pattern: 'eva',
      dialect: 'unstructured',
      files: [{ path: 'access.log', lines: 4, matched: 1 }],
      matched: 1,
      undocumented: [],
    });
  });

  it.each([
    ['missing.log', 'it does not exist'],
    ['.', 'it is a folder'],
    [names.binary, 'it contains NUL bytes, so it is not text'],
    [names.zipped, 'it is compressed ("zcat FILE | bilancia monitors match PATTERN")'],
  ])('refuses %s with one line', async (file, reason) => {
    expect(await match(['x', file])).toEqual({
      stdout: '',
      stderr: `Log file ${file} cannot be used: ${reason}. Expected a file of log lines in UTF-8.\n`,
      status: 2,
    });
  });

  it('goes on with the other files, and ends with 2', async () => {
    expect(await match(['eva', 'missing.log', names.log])).toEqual({
      stdout: `access.log:${lines[1]}\n`,
      stderr:
        'Log file missing.log cannot be used: it does not exist. Expected a file of log lines in UTF-8.\n',
      status: 2,
    });
  });

  it('shows where a pattern is wrong', async () => {
    expect(await match(['[ip, user = "x]', names.log])).toEqual({
      stdout: '',
      stderr: [
        'line 1, column 13: Invalid filter pattern: a double quote is not closed. Expected a closing ".',
        '  [ip, user = "x]',
        '              ^',
        '',
      ].join('\n'),
      status: 2,
    });
  });

  it('refuses what does not go together', async () => {
    expect(await match(['--count', '--explain', 'x', names.log])).toMatchObject({
      stderr: '--explain and --count cannot be combined. See "bilancia monitors match --help".\n',
      status: 2,
    });
  });

  it('keeps bytes that are no UTF-8 as they are', async () => {
    await writeFile(join(folder, 'latin1.log'), Buffer.from('CRITICAL perch\u00e9\n', 'latin1'));
    const child = start(['CRITICAL', 'latin1.log']);
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).toString('latin1')).toBe('CRITICAL perch\u00e9\n');
  });

  it('ends quietly, and soon, when the reader has seen enough', async () => {
    const child = start(['line']);
    // The command stops reading long before this test stops writing.
    child.stdin.on('error', (error) => expect(error).toMatchObject({ code: 'EPIPE' }));
    const feeding = setInterval(() => child.stdin.write('a line\n'.repeat(1000)), 5);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    clearInterval(feeding);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('reads files of any size in little memory', async () => {
    const big = join(folder, 'big.log');
    await writeFile(big, 'some ordinary line of a log, INFO\n'.repeat(3_000_000));
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=64', main, 'monitors', 'match', 'INFO', big],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let bytes = 0;
    for await (const chunk of child.stdout) bytes += Buffer.from(chunk).length;
    expect(bytes).toBe(3_000_000 * 34);
    await rm(big);
  });
});
