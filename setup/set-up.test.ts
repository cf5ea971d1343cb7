import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { buildOnce } from './ground/build-once.mjs';
import { optional } from './ground/optional.mjs';
import { quietly } from './ground/quietly.mjs';
import { setUp } from './ground/set-up.mjs';
import type { Step } from './ground/set-up.mjs';
import { SetUpError } from './ground/set-up-error.mjs';
import { count } from './tasks/test.mjs';

function missing(what: string, provide: () => Promise<void>): Step {
  return async () => ({ what, provide });
}
const present: Step = async () => undefined;
function unobtainable(message: string): Step {
  return async () => {
    throw new SetUpError(message);
  };
}

/** Whole seconds, of which a busy machine takes more. */
const inTime: unknown = expect.stringMatching(/^done in \d+ s$/);

it('says where what is built would be kept when nothing can be written there', async () => {
  const how = { isThere: () => false, onWait: () => undefined, build: async () => '' };
  // A file is where a folder would have to be.
  const cache = join(import.meta.filename, 'k6');
  await expect(buildOnce(join(cache, 'v2'), how)).rejects.toThrow(
    `The folder ${cache}, which keeps what is built, cannot be written (ENOTDIR: not a directory, mkdir '${cache}'). Set XDG_CACHE_HOME to one that can.`,
  );
});

describe('set-up', () => {
  it('says nothing and does nothing when nothing is missing', async () => {
    const said: string[] = [];
    await setUp([present, present], { env: {}, say: (line) => said.push(line) });
    expect(said).toEqual([]);
  });

  it('provides what is missing, and says what that is', async () => {
    const said: string[] = [];
    const provided: string[] = [];
    const steps = ['npm packages', 'k6'].map((what) =>
      missing(what, async () => void provided.push(what)),
    );
    await setUp([present, ...steps], { env: {}, say: (line) => said.push(line) });
    expect(provided).toEqual(['npm packages', 'k6']);
    expect(said).toEqual(['missing: npm packages; k6', inTime]);
  });

  it('changes nothing when a person must get something, and tells all of that at once', async () => {
    const provided: string[] = [];
    const steps = [
      missing('k6', async () => void provided.push('k6')),
      unobtainable('Install Go.'),
      unobtainable('Install HAProxy.'),
    ];
    await expect(setUp(steps, { env: {}, say: () => undefined })).rejects.toThrow(
      new SetUpError('Install Go.\nInstall HAProxy.'),
    );
    expect(provided).toEqual([]);
  });

  it('gives up what takes long when something else failed, and tells only what failed', async () => {
    const long: Step = async () => ({
      what: 'k6',
      provide: (_say, givenUp) => quietly('sleep', ['600'], { signal: givenUp }),
    });
    const failing = missing('npm packages', async () => {
      throw new SetUpError('No room.');
    });
    await expect(setUp([long, failing], { env: {}, say: () => undefined })).rejects.toThrow(
      new SetUpError('No room.'),
    );
  });
});

describe('an optional step', () => {
  it('that a person would have to help is said, and the rest is provided', async () => {
    const said: string[] = [];
    const provided: string[] = [];
    const steps = [
      optional(unobtainable('Install Python.')),
      missing('k6', async () => void provided.push('k6')),
    ];
    await setUp(steps, { env: {}, say: (line) => said.push(line) });
    expect(provided).toEqual(['k6']);
    expect(said).toEqual(['going on without it: Install Python.', 'missing: k6', inTime]);
  });

  it('that fails is said, and nothing else is given up for it', async () => {
    const said: string[] = [];
    const step = missing('Python programs', async () => {
      throw new SetUpError('No network.');
    });
    await setUp([optional(step)], { env: {}, say: (line) => said.push(line) });
    expect(said).toEqual(['missing: Python programs', 'going on without it: No network.', inTime]);
  });

  it('that has a defect fails', async () => {
    const step: Step = async () => {
      throw new TypeError('a defect');
    };
    await expect(setUp([optional(step)], { env: {}, say: () => undefined })).rejects.toThrow(
      /^TypeError: a defect\n/,
    );
  });
});

describe('the entry of the scripts', () => {
  const entry = join(import.meta.dirname, 'with-set-up.mjs');

  it('knows its tasks', async () => {
    const running = promisify(execFile)(process.execPath, [entry, 'strat']);
    const stderr = 'Unknown task "strat". Known: start, test, check, bench, vectors, build.\n';
    await expect(running).rejects.toMatchObject({ code: 2, stdout: '', stderr });
  });
});

describe('what is run in place of another', () => {
  const handOver = join(import.meta.dirname, '..', 'bin', 'hand-over.mjs');
  const script = (command: string): string =>
    `import { handOver } from ${JSON.stringify(handOver)}; process.exitCode = await handOver('sh', ['-c', ${JSON.stringify(command)}]);`;

  it('gives its exit status', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script('exit 3')]);
    expect(await once(child, 'close')).toEqual([3, null]);
  });

  it('is passed signals, and its end by one is told', async () => {
    const child = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      script('echo ready; exec sleep 60'),
    ]);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([null, 'SIGTERM']);
  });
});

describe('the closing line of the tests', () => {
  it('counts a file that fails without a failed test as a failure', () => {
    const passed = [{ status: 'passed' }];
    const failed = [{ status: 'failed' }];
    const skipped = [{ status: 'skipped' }];
    const results = {
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 2,
      testResults: [
        { status: 'passed', assertionResults: passed },
        { status: 'passed', assertionResults: skipped },
        { status: 'failed', assertionResults: failed },
        { status: 'failed', assertionResults: skipped },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(count(results)).toEqual({ passed: 1, failed: 3, skipped: 2 });
  });
});
