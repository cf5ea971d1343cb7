/** Asks again for what visitors of one request name asked for, and reads what they read, as fast as it goes. */
import exec from 'k6/execution';
import type { Options } from 'k6/options';
import { systemTags } from '../../scenarios/k6/options.ts';
import { play, type Stage } from '../../scenarios/k6/play.ts';
import type { Visit } from '../../scenarios/visitors/steps.ts';
import type { Heard } from './recording.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by generator-by-name.ts
const recorded = JSON.parse(open(__ENV['BILANCIA_RECORDING'] ?? '')) as readonly Heard[];

export const options: Options = {
  systemTags: [...systemTags],
  discardResponseBodies: true,
  scenarios: {
    recorded: {
      executor: 'shared-iterations',
      vus: 8,
      iterations: Number(__ENV['BILANCIA_REQUESTS']),
      maxDuration: '5m',
    },
  },
};

function* again({ step, reads }: Heard): Visit {
  const reply = yield step;
  for (const path of reads) reply?.at(path);
}

export default function (): void {
  const heard = recorded[exec.scenario.iterationInTest % recorded.length];
  if (heard !== undefined) play(again(heard), stageOf(heard));
}

function stageOf({ host }: Heard): Stage {
  const baseUrl = __ENV['BILANCIA_BASE_URL'] ?? '';
  return { baseUrl, tenant: host, host, until: Infinity, thinkScale: 0 };
}
