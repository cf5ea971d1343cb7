import type { Autoscaling } from '../system-under-test/cluster/autoscaling/policy.ts';
import type { Scaling } from './target.ts';

/** What scales the tasks and the readers of a local cluster, which is what it was brought up with. */
export function scalingsOf(autoscaling: readonly Autoscaling[]): Scaling[] {
  return (['tasks', 'readers'] as const).map((of) => {
    const found = autoscaling.find(({ what }) => what === of);
    if (found === undefined) return { name: of, of, bounds: null };
    const { min, max, scaleOutCooldown: scaleOutCooldownSeconds, policies } = found;
    const rules = policies.map(({ metric, target }) => ({
      name: `${metric} ${target}`,
      metric,
      target,
      scaleOutCooldownSeconds,
      onlyAdds: false,
    }));
    return { name: of, of, bounds: { min, max, suspended: [], rules } };
  });
}
