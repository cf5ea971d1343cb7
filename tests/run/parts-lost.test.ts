// @module-tag needs/cluster
// @module-tag needs/k6
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected } from '../../core/collected.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { InstanceChange } from '../../core/run-folder/files/topology.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import type { Verdict } from '../../reports/verdict/schema.ts';
import type { Part } from '../../system-under-test/cluster/state.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { startRun } from './start-run.ts';
import { resultOf, type TestCluster, upSmall } from './test-cluster.ts';

/** Of a small cluster. */
const tasks = 2;
/** Longer than it can take until all is well again; it is ended then. */
const load = ['--visitors', '20', '--ramp', '1s', '--duration', '100s'];

describe('a run in which a task, a reader and a session store are killed', () => {
  let cluster: TestCluster;
  let out: string;
  let verdict: Verdict;
  const killed: Part[] = [];

  const isHolding = async (): Promise<boolean> =>
    existsSync(runFile(out, 'manifest')) &&
    (await readManifest(out)).phases.some(({ kind, startedAt }) => kind === 'hold' && startedAt);
  /** Whether the run has seen all of what became of them. */
  const isWhole = async (): Promise<boolean> => {
    const last = new Map<string, InstanceChange>();
    for await (const record of readRecords(out, runFiles.topology))
      if ('instance' in record) last.set(record.instance.id, record);
    const [task, ...others] = killed.map(({ name }) => last.get(name));
    const there = [...last.values()].filter(({ change }) => change !== 'gone');
    return (
      task?.change === 'gone' &&
      there.filter(({ instance }) => instance.role === 'task').length === tasks &&
      there.every(({ instance }) => instance.health === 'healthy') &&
      others.every((one) => (one?.instance.restarts ?? 0) > 0)
    );
  };

  beforeAll(async () => {
    cluster = await upSmall('parts-lost');
    out = join(cluster.folder, 'run');
    const { parts } = await cluster.state();
    const run = startRun(['smoke', ...load, '--name', cluster.name], out);
    expect(await until(isHolding, { withinMs: 60_000, everyMs: 100 })).toBe(true);
    for (const kind of ['task', 'database-reader', 'session-store'] as const) {
      const part = parts.find((one) => one.kind === kind);
      if (part?.pid === null || part === undefined) throw new Error(`there is no ${kind}`);
      process.kill(part.pid, 'SIGKILL');
      killed.push(part);
    }
    expect(await until(isWhole, { withinMs: 90_000, everyMs: 200 })).toBe(true);
    run.kill('SIGINT');
    ({ verdict } = resultOf(await run.ended));
  }, 240_000);
  afterAll(() => cluster.down());

  it('tells each in the verdict, with what it came to, and decides nothing by it', () => {
    const [task, reader, store] = killed.map(({ name }) => name);
    const found = verdict.findings.filter(({ rule }) => rule === 'parts');
    const cause = String.raw`\(it was ended by SIGKILL\)`;
    const told = [
      `^${task} ended at \\+0:\\d\\d ${cause}, and task-[0-9a-f]{8} took its place [\\d.]+ m?s later\\.$`,
      `^${reader} was started again at \\+0:\\d\\d ${cause}, and worked again [\\d.]+ m?s later\\.$`,
      `^${store} was started again at \\+0:\\d\\d ${cause}, and worked again [\\d.]+ m?s later\\.$`,
    ];
    for (const sentence of told)
      expect(found.map(({ summary }) => summary)).toContainEqual(
        expect.stringMatching(new RegExp(sentence)),
      );
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['remark']));
    expect(verdict.reasons).toEqual(expect.arrayContaining(found.map(({ summary }) => summary)));
  });

  it('keeps every step in the run folder, the times between two looks included', async () => {
    const records = await collected(readRecords(out, runFiles.topology));
    const [task, reader] = killed.map(({ name }) => name);
    const changesOf = (id: string | undefined): string[] =>
      records.flatMap((record) =>
        'instance' in record && record.instance.id === id
          ? [`${record.change} ${record.instance.health}`]
          : [],
      );
    expect(changesOf(task)).toEqual(['present healthy', 'health stopped', 'gone stopped']);
    expect(changesOf(reader)).toEqual([
      'present healthy',
      'health unhealthy',
      'restarted unhealthy',
      'health starting',
      'health healthy',
    ]);
  });

  it('lists all parts in the report, those that went and came included', async () => {
    const page = await readFile(runFile(out, 'report'), 'utf8');
    const names = verdict.parts?.instances.map(({ name }) => name) ?? [];
    expect(names).toHaveLength(12);
    for (const name of names) expect(page).toContain(`<th scope="row">${name}</th>`);
    expect(verdict.parts?.instances.filter(({ to }) => to !== null)).toMatchObject([
      { name: killed[0]?.name, role: 'task' },
    ]);
    expect(page).toContain('id="event-1"');
  });
});
