import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { knownError } from '../core/errors.ts';
import { pick } from '../core/nearest.ts';
import { type Profile, profiles } from '../scenarios/profiles.ts';
import type { RequestName } from '../scenarios/visitors/steps.ts';
import { browsingDay } from '../scenarios/visitors/browser.ts';
import { webDay } from '../scenarios/visitors/channel.ts';
import { stormVisit } from '../scenarios/visitors/metasearch.ts';
import {
  type Behavior,
  hurriedDay,
  openingDay,
  ordinaryDay,
  visit,
} from '../scenarios/visitors/visit.ts';
import { clusterState, launchCluster } from '../targets/local-cluster.ts';
import { localTarget } from '../targets/local.ts';
import { checkedOptions } from '../targets/local-options.ts';
import type { Bench } from './bench.ts';
import { costByName, type NameCost } from './profile/by-name.ts';
import { drawFlameGraphs, recordSeconds } from './profile/flame-graphs.ts';
import { generatorByName } from './profile/generator-by-name.ts';
import type { PlayAlone } from './profile/lockstep.ts';
import { costOfHold, type HoldCost } from './profile/hold.ts';
import { processesOf } from './profile/parts.ts';
import type { Heard } from './profile/recording.ts';
import { costTables } from './profile/table.ts';

const by =
  (behavior: Behavior): PlayAlone =>
  (options) =>
    visit(behavior, options);

/** Who is played alone, request name by request name. Who signs in is not: staff act on what guests left, in their order. */
const played: Readonly<Record<string, PlayAlone>> = {
  smoke: by(hurriedDay),
  steady: by(ordinaryDay),
  soak: by(ordinaryDay),
  'front-end': by(browsingDay),
  'summer-opening': by(openingDay),
  'metasearch-storm': stormVisit,
  'channel-manager': by(webDay),
  'saturday-arrivals': by(ordinaryDay),
};

interface Wanted {
  readonly scenario: string;
  readonly profile: Profile;
  readonly play: PlayAlone;
  readonly visitors: number;
  readonly seconds: number;
  readonly visits: number;
  /** Where everything goes. */
  readonly folder: string;
  readonly print: (line: string) => void;
}

/**
 * What a request of a profile costs each part of the system, and where generator and tasks spend it: CPU time by part
 * in the profile's hold, then by request name, each played alone on a fresh cluster, the generator's by what was asked
 * there played again, and two flame graphs. Flags, after
 * the profile's name (`steady`): `--visitors`, `--seconds 60` of the hold, `--visits 600` to play alone.
 */
export const profile: Bench = async (args, print) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      visitors: { type: 'string' },
      seconds: { type: 'string', default: '60' },
      visits: { type: 'string', default: '600' },
    },
  });
  const scenario = positionals[0] ?? 'steady';
  const chosen = pick('scenario', scenario, profiles);
  const stamp = new Date()
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '');
  const wanted: Wanted = {
    scenario,
    profile: chosen,
    play: pick('scenario', scenario, played),
    visitors: whole('--visitors', values.visitors ?? String(chosen.visitors)),
    seconds: whole('--seconds', values.seconds),
    visits: whole('--visits', values.visits),
    folder: join('runs', `profile-${stamp}-${scenario}`),
    print,
  };
  await mkdir(wanted.folder, { recursive: true });
  const hold = await onCluster(wanted, measureHold);
  const recording: Heard[] = [];
  const byName = await onCluster(wanted, (_, cluster) =>
    measureNames(wanted, cluster, (heard) => void recording.push(heard)),
  );
  print('playing what was asked and answered again, each request name alone, for the generator');
  const generator = await generatorByName(recording, wanted.folder);
  const title = `${scenario}, ${wanted.visitors} visitors`;
  const tables = costTables(title, hold, byName, generator);
  await writeFile(join(wanted.folder, 'cost.md'), tables);
  print(tables);
  print(`All of it is in ${wanted.folder}`);
};

function whole(what: string, given: string): number {
  const value = Number(given);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw knownError('bad-value', { what, given, expected: 'a whole number from 1 up' });
}

/** Each measurement gets a cluster of its own: what the one before sold and warmed up would count in the next. */
async function onCluster<T>(
  wanted: Wanted,
  measure: (wanted: Wanted, cluster: string) => Promise<T>,
): Promise<T> {
  const options = checkedOptions({ name: `profile-${process.pid}` });
  const cluster = await launchCluster(options, {
    attached: true,
    say: wanted.print,
    signal: new AbortController().signal,
  });
  try {
    return await measure(wanted, options.name);
  } finally {
    await cluster.down();
  }
}

async function measureHold(wanted: Wanted, cluster: string): Promise<HoldCost> {
  const { scenario, visitors, seconds, folder, print } = wanted;
  print(`playing ${scenario} with ${visitors} visitors`);
  return costOfHold({
    cluster,
    scenario,
    profile: wanted.profile,
    visitors,
    seconds,
    out: join(folder, 'run'),
    interrupted: new AbortController().signal,
    say: print,
    afterwardsSeconds: recordSeconds,
    afterwards: async (generators) => {
      const { parts } = await clusterState(cluster);
      const pid = parts.find(({ kind }) => kind === 'task')?.pid;
      if (pid === undefined || pid === null) throw new Error('the cluster has no task');
      const files = await drawFlameGraphs(folder, generators, pid);
      print(`drew ${files.join(', ')}`);
    },
  });
}

async function measureNames(
  { play, visits, print }: Wanted,
  cluster: string,
  heard: (heard: Heard) => void,
): Promise<ReadonlyMap<RequestName, NameCost>> {
  print(`playing ${visits} visits, each request name alone`);
  const processes = processesOf(await clusterState(cluster), []);
  return costByName(await localTarget(cluster), processes, play, visits, heard);
}
