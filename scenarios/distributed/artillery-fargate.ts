import { stringify } from 'yaml';
import { knownError } from '../../core/errors.ts';
import { plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import { testedVersion } from '../../setup/artillery/locate.mjs';
import type { Distribution, Distributor } from './distributor.ts';
import { mebibytes } from './sizing.ts';

/** Memory in MiB that goes with CPU units on Fargate: least, most, and steps. */
const combinations: readonly (readonly [cpu: number, least: number, most: number, step: number])[] =
  [
    [1024, 2048, 8192, 1024],
    [2048, 4096, 16_384, 1024],
    [4096, 8192, 30_720, 1024],
    [8192, 16_384, 61_440, 4096],
    [16_384, 32_768, 122_880, 8192],
  ];

/**
 * Artillery 2 on Fargate. Each worker plays the whole script, so that arrivals are divided here; only what a worker prints
 * comes back, so that histograms are printed.
 */
export const artilleryFargate: Distributor = {
  about: 'tasks on AWS Fargate, by artillery run-fargate',
  engine: { name: 'artillery', version: testedVersion },
  isTogether: false,
  bringsBack: true,
  size: { cores: 4, memoryBytes: 8 * 2 ** 30, openFiles: 65_535 },
  files: (distribution) => {
    const { plan, profile } = distribution;
    if (profile.model !== 'closed')
      throw knownError('cannot-distribute', {
        what: plan.manifest.scenario,
        reason:
          'its crowd that waits for the opening is one, and every worker would play all of it',
        remedy: 'Use the k6-operator.',
      });
    return new Map([
      ['script.yml', stringify(scriptOf(distribution), { lineWidth: 0 })],
      ['launch.json', `${JSON.stringify(launchOf(distribution), undefined, 2)}\n`],
      ['package.json', `${JSON.stringify(packagesOf(distribution), undefined, 2)}\n`],
      ['README.md', readme(distribution)],
    ]);
  },
};

/** One worker's share: as many visitors arrive during the ramp, and each is followed by another until the hold is over. */
function scriptOf({ plan, share }: Distribution): object {
  const { manifest } = plan;
  const ramp = plannedSeconds(manifest.phases, ({ kind }) => kind === 'ramp');
  const hold = plannedSeconds(manifest.phases) - ramp;
  return {
    config: {
      target: manifest.target.endpoints.baseUrl,
      engines: { bilancia: {} },
      plugins: { bilancia: {} },
      phases: [
        { name: 'ramp', duration: `${Math.round(ramp * 750)}ms`, arrivalCount: share.virtualUsers },
        { name: 'hold', pause: `${Math.round(ramp * 250 + hold * 1000)}ms` },
      ],
    },
    scenarios: [
      {
        name: manifest.scenario,
        engine: 'bilancia',
        flow: [{ come: comingOf(manifest.scenario) }],
      },
    ],
  };
}

/** How the visitors of a profile come, as its own script says. */
function comingOf(scenario: string): string {
  return scenario === 'smoke' ? 'hurried' : 'ordinary';
}

function launchOf({ share, settings }: Distribution): object {
  const cpu = Math.max(1024, Math.ceil(share.cores * 1024));
  const memory = mebibytes(share.memoryBytes);
  const fitting = combinations.find(([units, , most]) => units >= cpu && most >= memory);
  if (fitting === undefined)
    throw knownError('cannot-distribute', {
      what: `A worker with ${share.virtualUsers} virtual users`,
      reason: `Fargate has no task with ${cpu} CPU units and ${memory} MiB`,
      remedy: 'Ask for more --generators.',
    });
  const [units, least, , step] = fitting;
  return {
    cpu: String(units),
    memory: String(Math.max(least, Math.ceil(memory / step) * step)),
    // Artillery's own default is 8,192.
    ulimits: [{ name: 'nofile', softLimit: 65_535, hardLimit: 65_535 }],
    environment: [
      ...Object.entries(settings).map(([name, value]) => ({ name, value })),
      // Artillery keeps what a worker prints, and nothing else.
      { name: 'BILANCIA_OUTPUT', value: '/dev/stdout' },
    ],
  };
}

function packagesOf({ plan }: Distribution): object {
  const version = plan.manifest.bilanciaVersion;
  return {
    private: true,
    dependencies: {
      'artillery-engine-bilancia': version,
      'artillery-plugin-bilancia': version,
    },
  };
}

function readme({ plan, share, region }: Distribution): string {
  const { name, generators, manifest } = plan;
  return `# ${name}: ${manifest.scenario}, about ${manifest.visitorsAsked} visitors by ${generators} workers

Each worker plays the whole script with ${share.virtualUsers} visitors: ${generators * share.virtualUsers} in all. Each draws visitors of
its own, so that a run cannot be repeated visitor by visitor.

1. \`artillery run-fargate script.yml --count ${generators} --region ${region} --launch-config "$(cat launch.json)" --packages package.json\`
   (engine and plugin must be where npm of the workers finds them: publish them to your registry, or name them by URL).
2. Copy the workers' logs, \`worker-log-*.txt\` of the run's folder in the bucket artilleryio-test-data-*, into \`results/\` here.
3. \`bilancia merge . --out ../whole\` reads, merges and judges them.

Do not set ARTILLERY_PLUGINS: the workers overwrite it. --cpu and --memory are left out, because launch.json says them.
`;
}
