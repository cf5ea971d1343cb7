// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
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

it('takes the experiment of every drill, in every way, as valid; and refuses one without a title', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bil-chaos-'));
  try {
    const chaos = join(dirname(await pythonWithPrograms()), 'chaos');
    const validate = async (experiment: object): Promise<string> => {
      const file = join(folder, 'experiment.json');
      await writeFile(file, JSON.stringify(experiment));
      return promisify(execFile)(chaos, ['--no-version-check', 'validate', file], {
        cwd: folder,
      }).then(
        () => 'valid',
        () => 'refused',
      );
    };
    const objectives = { rtoSeconds: 60, rpoWrites: 0 };
    const experiments = all.map(
      ([name, how, build]) =>
        [
          `${name} ${how}`,
          newJournal(build(how, false), target, objectives, 0).experiment,
        ] as const,
    );
    const answers: (readonly [string, string])[] = [];
    for (const [name, experiment] of experiments) answers.push([name, await validate(experiment)]);
    expect(answers).toEqual(experiments.map(([name]) => [name, 'valid']));
    const [first] = experiments;
    expect(await validate({ ...first?.[1], title: undefined })).toBe('refused');
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);
