import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clusterPaths } from '../folder.ts';
import { type ClusterSandbox, openClusterSandbox } from '../testing/cluster-sandbox.ts';
import { supervisorLog } from './supervisor-log.ts';

let sandbox: ClusterSandbox;
beforeAll(() => {
  sandbox = openClusterSandbox();
});
afterAll(() => sandbox.remove());

it('outlives a log that cannot be written, and tells how many lines are lost', () => {
  const paths = clusterPaths('logged');
  const log = supervisorLog(paths, () => 0);
  log.write('before there is a folder');
  expect(log.problem()).toBeUndefined();
  const path = paths.log('supervisor');
  mkdirSync(path, { recursive: true });
  log.write('one');
  log.write('two');
  const reason = `its log cannot be written: EISDIR: illegal operation on a directory, open '${path}'`;
  expect(log.problem()).toBe(reason);
  rmSync(paths.logs, { recursive: true });
  expect(log.problem()).toBeUndefined();
  log.write('three');
  expect(readFileSync(path, 'utf8')).toBe(
    `1970-01-01T00:00:00.000Z 2 lines before this one are lost: ${reason}\n1970-01-01T00:00:00.000Z three\n`,
  );
});
