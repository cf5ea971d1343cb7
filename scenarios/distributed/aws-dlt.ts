import { knownError } from '../../core/errors.ts';
import { plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import type { Distribution, Distributor } from './distributor.ts';

/** Most virtual users of a task that the solution takes. */
const mostOfTask = 25_000;

/**
 * Distributed Load Testing on AWS 4.2 (https://docs.aws.amazon.com/solutions/latest/distributed-load-testing-on-aws/). It runs
 * k6 1.5 through Taurus, which always says how many virtual users there are, so that scenarios of a script are not played: its
 * default function is, by that many. It hands over no environment and keeps no raw output.
 */
export const awsDlt: Distributor = {
  about: 'tasks of Distributed Load Testing on AWS',
  engine: { name: 'k6', version: '1.5.0' },
  isTogether: true,
  bringsBack: false,
  // Fargate lets a task have 65,535 open files, which the solution does not change.
  size: { cores: 2, memoryBytes: 4 * 2 ** 30, openFiles: 65_535 },
  files: (distribution) => {
    const { plan, profile, share } = distribution;
    if (profile.model !== 'closed')
      throw knownError('cannot-distribute', {
        what: plan.manifest.scenario,
        reason: 'its arrivals are scenarios of the script, which this solution overrides',
        remedy: 'Use the k6-operator.',
      });
    if (share.virtualUsers > mostOfTask)
      throw knownError('cannot-distribute', {
        what: `A task with ${share.virtualUsers} virtual users`,
        reason: `the solution takes ${mostOfTask}`,
        remedy: 'Ask for more --generators.',
      });
    return new Map([
      ['scenario.json', `${JSON.stringify(requestOf(distribution), undefined, 2)}\n`],
      [`${plan.name}.js`, withSettings(distribution)],
      ['README.md', readme(distribution)],
    ]);
  },
};

/** Body of POST /scenarios. */
function requestOf({ plan, share, region }: Distribution): object {
  const { name, generators, manifest } = plan;
  const ramp = plannedSeconds(manifest.phases, ({ kind }) => kind === 'ramp');
  const hold = plannedSeconds(manifest.phases) - ramp;
  const title = `Bilancia ${name}`;
  return {
    testId: name,
    testName: title,
    testDescription: `${manifest.scenario}: ${generators} tasks with ${share.virtualUsers} visitors each`,
    testType: 'k6',
    fileType: 'script',
    testTaskConfigs: [{ region, taskCount: generators, concurrency: share.virtualUsers }],
    testScenario: {
      execution: [
        { 'ramp-up': `${ramp}s`, 'hold-for': `${hold}s`, scenario: title, executor: 'k6' },
      ],
      scenarios: { [title]: { script: `${name}.js` } },
    },
    showLive: false,
    // What the account has left, from GET /vCPUDetails; at least as many tasks as are asked for.
    regionalTaskDetails: { [region]: { dltAvailableTasks: generators } },
  };
}

/** Nothing reaches the script from outside, so that its settings stand in it. Each task must draw other visitors. */
function withSettings({ settings, script, plan }: Distribution): string {
  const { BILANCIA_SEED: _seed, ...fixed } = settings;
  const duration = plannedSeconds(plan.manifest.phases);
  return [
    `// ${plan.name}, for Distributed Load Testing on AWS: ${duration} s.`,
    `const __ENV = Object.assign(${JSON.stringify(fixed)}, {`,
    '  BILANCIA_SEED: String(1 + Math.floor(Math.random() * 2 ** 31)),',
    '});',
    script,
  ].join('\n');
}

function readme({ plan, share }: Distribution): string {
  const { name, generators, manifest } = plan;
  return `# ${name}: ${manifest.scenario}, ${generators * share.virtualUsers} visitors by ${generators} tasks

1. Put \`${name}.js\` into the scenarios' bucket as \`public/test-scenarios/k6/${name}.js\`: the one script, no zip, since of several
   the solution takes whichever it finds first.
2. POST \`scenario.json\` to \`/scenarios\`, with dltAvailableTasks as GET \`/vCPUDetails\` tells it.

The solution keeps no raw output of k6 and no exit status: its own report is all that there is, so that \`bilancia merge\` has
nothing to take, and bookings are not compared with the database. Each visitor draws at random, so that a run cannot be repeated
visitor by visitor. Where a verdict is needed, use the k6-operator.
`;
}
