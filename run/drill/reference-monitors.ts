import type { DefinitionSet } from '../../monitors/definitions/definition.ts';
import { topic } from '../../monitors/load/constructors.ts';
import { defineMonitors } from '../../monitors/load/define.ts';
import { alb } from '../../monitors/packs/alb.ts';
import { pmsService } from '../../monitors/packs/pms-service.ts';
import { usePack } from '../../monitors/packs/use-pack.ts';

/** What drills of the reference system are watched by where the user names no definitions: packs with their defaults. */
export function referenceMonitors(): DefinitionSet {
  const common = { environment: 'reference', notify: [{ topic: 'reference-alerts' }] };
  return defineMonitors({
    environment: { name: 'reference', region: 'eu-south-1', accountId: '111122223333' },
    definitions: [
      topic({ name: 'reference-alerts' }),
      usePack(pmsService, {
        ...common,
        logGroup: '/ecs/reference/pms',
        cluster: 'reference',
        service: 'pms',
      }),
      usePack(alb, {
        ...common,
        loadBalancer: 'app/reference/50dc6c495c0c9188',
        targetGroup: 'targetgroup/pms/73e2d6bc24d8a067',
      }),
    ],
  });
}
