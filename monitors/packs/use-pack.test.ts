import { describe, expect, it } from 'vitest';
import { alb } from './alb.ts';
import { aurora } from './aurora.ts';
import { heartbeat } from './heartbeat.ts';
import { metering } from './metering.ts';
import type { AnyPack } from './pack.ts';
import { pmsService } from './pms-service.ts';
import { sessions } from './sessions.ts';
import { usePack } from './use-pack.ts';

function messageOf(pack: AnyPack, change: object): string {
  try {
    usePack(pack, Object.assign({}, pack.example, change));
  } catch (error) {
    return String(error).replace(/^BilanciaError: .*\.test\.ts:\d+:\d+: /, '');
  }
  return 'no error';
}

describe('usePack', () => {
  it('gives every definition the place of its call', () => {
    const definitions = usePack(heartbeat, heartbeat.example);
    expect(definitions.map(({ origin }) => origin?.file)).toEqual([
      import.meta.filename,
      import.meta.filename,
    ]);
  });

  const wrong: readonly (readonly [AnyPack, object, string])[] = [
    [pmsService, { logGroup: undefined }, 'logGroup is missing. Expected a string.'],
    [pmsService, { cpu: 'high' }, 'cpu is "high". Expected a number.'],
    [pmsService, { cpu: 0 }, 'cpu is 0. Expected more than 0.'],
    [pmsService, { cpu: 101 }, 'cpu is 101. Expected at most 100.'],
    [pmsService, { notify: [] }, 'notify is []. Expected at least 1 entry.'],
    [
      pmsService,
      { notify: ['alerts'] },
      'notify[0] is "alerts". Expected an ARN, or { topic: "name of a topic" }.',
    ],
    [
      pmsService,
      { environment: 'pre prod' },
      'environment is "pre prod". Expected letters, digits, ".", "_" and "-".',
    ],
    [
      pmsService,
      { ignore: ['"quoted"'] },
      'ignore[0] is "\\"quoted\\"". Expected a phrase without ", \\, * and %.',
    ],
    [pmsService, { form: 'xml' }, 'form is "xml". Expected "any" or "line" or "json".'],
    [
      pmsService,
      { pattern: '[w1' },
      'pattern is "[w1". Expected a comma or the closing ] at character 4.',
    ],
    [
      pmsService,
      { memoy: 80 },
      '"memoy" is not a known key. Expected "memory", or any of environment, tenant, notify, component, logGroup, cluster, service, form, ignore, pattern, criticalLines, cpu, memory, peakToAverage, idleCpu, published, publishedIn, startMinutes, silentMinutes, perTask.',
    ],
    [pmsService, { peakToAverage: 1 }, 'peakToAverage is 1. Expected more than 1.'],
    [heartbeat, { minutes: 7 }, 'minutes is 7. Expected a multiple of 5.'],
    [
      alb,
      { loadBalancer: 'booking' },
      'loadBalancer is "booking". Expected an ARN, or its end: app/NAME/ID.',
    ],
    [
      aurora,
      { instanceClass: 'db.serverless' },
      'instanceClass is "db.serverless". Expected a class such as db.r6g.large; for another, set maxConnections and memoryGib.',
    ],
    [
      aurora,
      { instanceClass: undefined, memoryGib: 4 },
      'maxConnections is missing. Expected a number, or an instanceClass.',
    ],
    [
      aurora,
      { instanceClass: undefined, maxConnections: 90 },
      'memoryGib is missing. Expected a number, or an instanceClass.',
    ],
    [aurora, { readers: ['a', 'a'] }, 'readers is ["a","a"]. Expected each reader once.'],
    [sessions, { nodes: ['1'] }, 'nodes[0] is "1". Expected four digits such as 0001.'],
    [
      metering,
      { dimensions: { Tenant: { selector: 'tenant', values: 1 } } },
      'dimensions.Tenant.selector is "tenant". Expected a field such as $.tenant or $tenant.',
    ],
    [
      metering,
      { dimensions: {} },
      'dimensions is {}. Expected 1 to 3 dimensions, the limit of a metric filter.',
    ],
  ];
  it.each(wrong)('%s refuses %j', (pack, change, message) => {
    expect(messageOf(pack, change)).toBe(`pack ${pack.name}: ${message}`);
  });
});
