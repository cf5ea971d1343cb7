import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AnyProbe } from '../../probes/contract/probe.ts';
import type { Target } from '../../targets/target.ts';
import { type ProbeRequest, performProbe } from './perform.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bil-perform-'));
});
afterAll(() => rm(folder, { recursive: true }));

const context = {
  env: {},
  workingDirectory: '/',
  now: () => 0,
  interrupted: new AbortController().signal,
};

/** Looks for ever, and tells what it did. */
function endless(did: string[]): AnyProbe {
  return {
    sample: async function* sample() {
      did.push('opened');
      try {
        for (let at = 0; ; at += 1) yield { at };
      } finally {
        did.push('closed');
      }
    },
    judge: () => {
      throw new Error('there is nothing to judge');
    },
  };
}

function request(probe: AnyProbe, out: string): ProbeRequest {
  const target: Target = {
    name: 'default',
    kind: 'local',
    healthPath: '/',
    tenants: [],
    instances: [],
    endpoints: { baseUrl: 'http://127.0.0.1:1' },
    capabilities: { observe: [], break: [], sharesMachine: true },
  };
  const of = { target };
  return { name: 'endless', probe, of, settings: {}, seconds: 60, out, confirmed: false };
}

it('does not look where what it sees has no place', async () => {
  const did: string[] = [];
  await writeFile(join(folder, 'there.txt'), '');
  const performed = performProbe(context, request(endless(did), folder), () => undefined);
  await expect(performed).rejects.toMatchObject({ code: 'run-folder-not-empty' });
  expect(did).toEqual([]);
});

it('closes what it opened where the folder cannot be made', async () => {
  const did: string[] = [];
  const out = join(folder, 'there.txt', 'below');
  const performed = performProbe(context, request(endless(did), out), () => undefined);
  await expect(performed).rejects.toMatchObject({ code: 'run-folder-not-made' });
  expect(did).toEqual(['opened', 'closed']);
});
