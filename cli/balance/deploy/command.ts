import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import { cloudformationOf } from './cloudformation.ts';
import type { DeployFlags, Deployment } from './formats.ts';
import { terraformOf } from './terraform.ts';

const writers = { cloudformation: cloudformationOf, terraform: terraformOf } as const;

/** `bilancia balance deploy`: prints what runs `balance publish` every minute. */
export async function deployCommand(this: Context, flags: DeployFlags): Promise<void> {
  this.process.stdout.write(writers[flags.export](deploymentOf(flags)));
}

/** What may be in the name of a cluster. Source: CreateCluster, API reference of Amazon ECS. */
const clusterForm = /^[A-Za-z0-9_-]{1,255}$/;
const mostMinutes = 15;

function deploymentOf({ cluster, runsIn = cluster, namespace, minutes }: DeployFlags): Deployment {
  const expected = 'letters, digits, dashes and underscores';
  for (const [what, given] of [
    ['--cluster', cluster],
    ['--runs-in', runsIn],
  ] as const)
    if (!clusterForm.test(given)) throw knownError('bad-value', { what, given, expected });
  const every = Number(minutes);
  if (!(Number.isInteger(every) && every >= 1 && every <= mostMinutes))
    throw knownError('bad-value', {
      what: '--minutes',
      given: minutes,
      expected: `a whole number from 1 to ${mostMinutes}`,
    });
  const eventsLogGroup = `/aws/ecs/containerinsights/${cluster}/performance`;
  return {
    cluster,
    runsIn,
    namespace,
    minutes: every,
    eventsLogGroup,
    name: `balance-${cluster}`.slice(0, 50),
    command: [
      'bilancia',
      'balance',
      'publish',
      '--once',
      '--to',
      'cloudwatch',
      '--log-group',
      eventsLogGroup,
      '--namespace',
      namespace,
    ],
  };
}
