import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { hasCode } from '../../core/errors.ts';
import { flameGraph } from './flame-graph.ts';
import type { GeneratorProcess } from './generator-processes.ts';
import { profileNode } from './inspector.ts';
import { type Stacks, stacksOfCpuProfile, stacksOfGoTraces } from './stacks.ts';

/** How long each profile is recorded. */
export const recordSeconds = 15;

/** Records one generator and one task while they work, and draws what they did; the files' paths. */
export async function drawFlameGraphs(
  folder: string,
  [generator]: readonly GeneratorProcess[],
  task: number,
): Promise<string[]> {
  const drawn = [
    drawTask(folder, task),
    ...(generator === undefined ? [] : [drawGenerator(folder, generator)]),
  ];
  return (await Promise.all(drawn)).flat();
}

async function drawTask(folder: string, pid: number): Promise<string[]> {
  const profile = await profileNode(pid, () => wait(recordSeconds * 1000));
  const raw = join(folder, 'task.cpuprofile');
  await writeFile(raw, JSON.stringify(profile));
  const title = `A task, ${recordSeconds} s: V8 samples by the clock, so waiting for a core counts where it was waited`;
  return [await draw(folder, 'task', title, stacksOfCpuProfile(profile)), raw];
}

async function drawGenerator(folder: string, { api }: GeneratorProcess): Promise<string[]> {
  const response = await fetch(`http://${api}/debug/pprof/profile?seconds=${recordSeconds}`);
  if (!response.ok) throw new Error(`k6 at ${api} gives no profile: HTTP ${response.status}`);
  const raw = join(folder, 'generator.pprof');
  await writeFile(raw, Buffer.from(await response.arrayBuffer()));
  const traces = await goTraces(raw);
  if (traces === undefined) return [raw];
  const title = `k6, ${recordSeconds} s of CPU profile`;
  return [await draw(folder, 'generator', title, stacksOfGoTraces(traces)), raw];
}

/** What the profile says as text; undefined without Go on this machine. */
async function goTraces(path: string): Promise<string | undefined> {
  try {
    const args = ['tool', 'pprof', '-traces', '-unit=us', path];
    const { stdout } = await promisify(execFile)('go', args, { maxBuffer: 2 ** 30 });
    return stdout;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function draw(folder: string, name: string, title: string, stacks: Stacks): Promise<string> {
  const path = join(folder, `${name}.svg`);
  await writeFile(path, flameGraph(title, stacks));
  return path;
}
