// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { drills } from '../../probes/drills/index.ts';
import { newJournal } from '../../run/drill/journal.ts';
import type { Target } from '../../targets/target.ts';
import { pythonWithPrograms } from '../outside-tools/python.ts';

const target: Target = {
  name: 'default',
  kind: 'local',
  healthPath: '/health/ready',
  tenants: [],
  instances: [],
  endpoints: { baseUrl: 'http://127.0.0.1:8080' },
  capabilities: { observe: [], break: [], sharesMachine: true },
};
const all = Object.entries(drills).flatMap(([name, { ways, build }]) =>
  ways.map((how) => [name, how, build] as const),
);

/** What `chaos validate` asks of a file, for several at once. */
const program = `
import json, sys
from chaoslib.exceptions import ChaosException
from chaoslib.experiment import ensure_experiment_is_valid
def answer(experiment):
  try:
    ensure_experiment_is_valid(experiment)
    return 'valid'
  except ChaosException as refusal:
    return str(refusal)
print(json.dumps([answer(one) for one in json.load(open(sys.argv[1]))]))
`;

async function answersTo(experiments: readonly object[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bil-chaos-'));
  try {
    const file = join(folder, 'experiments.json');
    await writeFile(file, JSON.stringify(experiments));
    const run = promisify(execFile);
    const { stdout } = await run(await pythonWithPrograms(), ['-I', '-c', program, file]);
    return z.array(z.string()).parse(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('takes the experiment of every drill, in every way, and none without a title', async () => {
  const objectives = { rtoSeconds: 60, rpoWrites: 0 };
  const experiments = all.map(
    ([, how, build]) => newJournal(build(how, false), target, objectives, 0).experiment,
  );
  const [first] = experiments;
  const answers = await answersTo([...experiments, { ...first, title: undefined }]);
  expect(all.map(([name, how], at) => [name, how, answers[at]])).toEqual(
    all.map(([name, how]) => [name, how, 'valid']),
  );
  expect(answers.at(-1)).toBe('experiment requires a title');
});
