import type { ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DefinitionSet } from '../definitions/definition.ts';
import { inFolder } from './testing/command.ts';
import type { Effect, Fault } from './testing/fake/faults.ts';
import { isWrite, on } from './testing/fake/faults.ts';
import type { FakeAws } from './testing/fake/server.ts';
import { startFakeAws } from './testing/fake/server.ts';
import { ServiceError } from './testing/fake/service-error.ts';
import { alarm, everything, setOf } from '../definitions/testing/sample.ts';

let fake: FakeAws;
beforeAll(async () => {
  fake = await startFakeAws();
});
beforeEach(() => {
  fake.plant();
  fake.forget();
  fake.account.regions.clear();
  fake.account.dashboards.clear();
  fake.account.tags.clear();
});
afterAll(() => fake.close());

/** Sends the process a signal while its nth change is under way. */
function signalAtWrite(
  n: number,
  child: ChildProcess,
  signal: NodeJS.Signals,
  effect: Effect,
): Fault {
  let writes = 0;
  return {
    hits: (request) => {
      if (!isWrite(request)) return false;
      writes += 1;
      if (writes === n) child.kill(signal);
      return writes === n;
    },
    effect,
  };
}

const refusal = new ServiceError('ValidationException', 'No.');

const small: DefinitionSet = setOf(
  { kind: 'topic', name: 'prod-alerts' },
  alarm('a', { actions: { alarm: [{ topic: 'prod-alerts' }] } }),
  { kind: 'composite-alarm', name: 'c', rule: 'ALARM(a)' },
);

const summary = (create: number, update: number, drop: number, unchanged: number): string =>
  `${create} to create, ${update} to update, ${drop} to delete, ${unchanged} unchanged (stack "booking", environment "prod", account 012345678901)\n`;

describe('a process that is killed', () => {
  it('ten times over, in the midst of applying, leaves what the next one finishes', async () => {
    const moments = fc.sample(
      fc.record({
        write: fc.integer({ min: 1, max: 4 }),
        effect: fc.constantFrom<Effect>(
          { kind: 'drop', when: 'before' },
          { kind: 'drop', when: 'after' },
          { kind: 'delay', milliseconds: 20 },
        ),
      }),
      10,
    );
    await inFolder(everything, fake.url, async ({ run }) => {
      for (const { write, effect } of moments) {
        await run('apply --yes', (child) =>
          fake.plant(signalAtWrite(write, child, 'SIGKILL', effect)),
        );
      }
      fake.plant();
      const last = await run('apply --yes');
      expect({ ...last, moments }).toMatchObject({ status: 0 });
      fake.forget();
      expect((await run('apply --yes')).stdout).toBe(
        summary(0, 0, 0, everything.definitions.length),
      );
      expect(fake.requests.filter(isWrite)).toEqual([]);
      expect((await run('drift')).stdout).toBe(
        `No drift: all ${everything.definitions.length} match the definitions.\n`,
      );
    });
  });

  it('by Ctrl-C finishes the change under way and says what is left', async () => {
    await inFolder(small, fake.url, async ({ run }) => {
      const ended = await run('apply --yes', (child) =>
        // The topic takes two requests.
        fake.plant(signalAtWrite(3, child, 'SIGINT', { kind: 'delay', milliseconds: 1000 })),
      );
      expect(ended).toMatchObject({
        status: 2,
        stdout:
          'created topic "prod-alerts" in eu-south-1\n' +
          'created metric alarm "a" in eu-south-1\n' +
          'left: create composite alarm "c" in eu-south-1: interrupted\n',
      });
      expect(ended.stderr).toContain(
        '2 of 3 changes were made: Interrupted. Apply again to make the rest.\n',
      );
    });
  });
});

describe('the commands', () => {
  it('say what they do, and do it once', async () => {
    await inFolder(small, fake.url, async ({ run }) => {
      const plan =
        '+ topic "prod-alerts" in eu-south-1\n' +
        '+ metric alarm "a" in eu-south-1\n' +
        '+ composite alarm "c" in eu-south-1\n' +
        summary(3, 0, 0, 0);
      expect(await run('plan')).toMatchObject({ status: 0, stdout: plan });
      const unconfirmed = await run('apply');
      expect(unconfirmed).toMatchObject({ status: 2, stdout: plan });
      expect(unconfirmed.stderr).toContain(
        'Nothing changed: pass --yes to apply the changes (3): "bilancia monitors apply --yes".\n',
      );
      expect(fake.requests.filter(isWrite)).toEqual([]);
      expect(await run('drift')).toMatchObject({
        status: 1,
        stdout:
          'missing: topic "prod-alerts" in eu-south-1: it is defined, but does not exist\n' +
          'missing: metric alarm "a" in eu-south-1: it is defined, but does not exist\n' +
          'missing: composite alarm "c" in eu-south-1: it is defined, but does not exist\n' +
          '3 drifted, 0 match the definitions.\n',
      });
      expect(await run('apply --yes')).toMatchObject({
        status: 0,
        stdout:
          'created topic "prod-alerts" in eu-south-1\n' +
          'created metric alarm "a" in eu-south-1\n' +
          'created composite alarm "c" in eu-south-1\n' +
          'Changes made: 3. The account matches the definitions.\n',
      });
      expect(await run('apply --yes --destroy')).toMatchObject({
        status: 0,
        stdout:
          'deleted composite alarm "c" in eu-south-1\n' +
          'deleted metric alarm "a" in eu-south-1\n' +
          'deleted topic "prod-alerts" in eu-south-1\n' +
          'Changes made: 3. The account matches the definitions.\n',
      });
    });
  });

  it('apply the plan of a file, also after an interruption, and refuse it when it is stale', async () => {
    await inFolder(small, fake.url, async ({ run, path }) => {
      const planned = await run('plan --out plan.json');
      expect(planned.stdout).toContain(
        'Written to plan.json. To apply it: bilancia monitors apply plan.json --yes\n',
      );
      fake.plant(on('PutCompositeAlarm', { kind: 'error', error: refusal }));
      const first = await run('apply plan.json --yes');
      expect(first.status).toBe(2);
      expect(first.stdout).toContain(
        'failed: create composite alarm "c" in eu-south-1: AWS refuses cloudwatch:PutCompositeAlarm in eu-south-1: ValidationException: No.\n',
      );
      fake.plant();
      expect(await run('apply plan.json --yes')).toMatchObject({
        status: 0,
        stdout:
          'created composite alarm "c" in eu-south-1\nChanges made: 1. The account matches the definitions.\n',
      });

      fake.account.regions
        .get('eu-south-1')
        ?.topics.get('prod-alerts')
        ?.attributes.set('DisplayName', 'x');
      expect((await run('apply plan.json --yes')).stderr).toContain(
        'Nothing changed: the plan plan.json is out of date: topic "prod-alerts" in eu-south-1 has changed. Make a new one with "bilancia monitors plan --out".\n',
      );
      const text = await readFile(join(path, 'plan.json'), 'utf8');
      await writeFile(join(path, 'edited.json'), text.replaceAll('ALARM(a)', 'OK(a)'));
      expect((await run('apply edited.json --yes')).stderr).toContain(
        'edited.json cannot be used: it was changed after it was written. Expected a file that "bilancia monitors plan --out" wrote.\n',
      );
    });
  });

  it('print one document with --json, whatever happens', async () => {
    await inFolder(small, fake.url, async ({ run }) => {
      fake.plant(on('PutMetricAlarm', { kind: 'error', error: refusal }));
      const { status, stdout } = await run('apply --yes --json');
      expect(status).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({
        outcomes: [
          { action: 'create', subject: 'topic "prod-alerts" in eu-south-1', outcome: 'done' },
          { subject: 'metric alarm "a" in eu-south-1', error: { code: 'aws-refused' } },
          {
            subject: 'composite alarm "c" in eu-south-1',
            outcome: 'left',
            reason: 'it needs metric alarm "a" in eu-south-1',
          },
        ],
        error: { code: 'apply-incomplete' },
      });
    });
  });
});
