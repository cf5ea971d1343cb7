import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { nameOf, ofKind } from '../definitions/definition.ts';
import { definitionSchemas } from '../schema/definition-set.ts';
import { alb } from './alb.ts';
import { instanceClass } from './aurora-classes.ts';
import { aurora } from './aurora.ts';
import { bookingFrontEnd } from './booking-front-end.ts';
import { corrections } from './corrections.ts';
import { images } from './images.ts';
import { mail } from './mail.ts';
import { metering } from './metering.ts';
import type { AnyPack } from './pack.ts';
import { packs } from './packs.ts';
import { pmsService } from './pms-service.ts';
import { sessions } from './sessions.ts';
import { limitProblems } from './testing/aws-limits.ts';
import { usePack } from './use-pack.ts';

const all = Object.entries(packs);

function made(pack: AnyPack): Definition[] {
  return pack.build(pack.options.parse(pack.example));
}

function alarmIn(definitions: readonly Definition[], name: string) {
  const found = ofKind(definitions, 'metric-alarm').find((alarm) => alarm.name === name);
  if (found === undefined) throw new Error(`no alarm ${name}`);
  return found;
}

describe.each(all)('pack %s', (name, pack) => {
  it('makes of its example what it made before', () => {
    expect(made(pack)).toMatchSnapshot();
  });

  it('is listed under its own name, with a summary and its sources', () => {
    expect(pack.name).toBe(name);
    expect(pack.summary).not.toMatch(/\.$/);
    expect(pack.sources.every((page) => page.startsWith('https://docs.aws.amazon.com/'))).toBe(
      true,
    );
    expect(pack.sources.length).toBeGreaterThan(0);
  });

  it('makes nothing that AWS would refuse', () => {
    expect(made(pack).flatMap(limitProblems)).toEqual([]);
    for (const definition of made(pack))
      expect(definitionSchemas[definition.kind].safeParse(definition).error).toBeUndefined();
  });

  it('names everything after environment, component and what it is, each of a kind apart', () => {
    const names = made(pack).map((definition) => definition.name);
    const ofKinds = made(pack).map(nameOf);
    expect(new Set(ofKinds).size).toBe(ofKinds.length);
    expect(names.filter((each) => !/^prod-[a-z]+-[\w.-]+$/.test(each))).toEqual([]);
  });

  it('tells of ALARM and of OK, and says what each alarm means and what to do first', () => {
    for (const alarm of ofKind(made(pack), 'metric-alarm')) {
      expect(alarm.actions?.alarm).toHaveLength(1);
      expect(alarm.actions?.ok).toEqual(alarm.actions?.alarm);
      expect(alarm.description).toMatch(/^[A-Z].*\. First: .*\.$/);
    }
  });

  it('says of every option what it means', () => {
    const { properties } = z
      .object({ properties: z.record(z.string(), z.looseObject({ description: z.string() })) })
      .parse(z.toJSONSchema(pack.options, { io: 'input' }));
    expect(Object.keys(properties)).toContain('environment');
  });

  it('puts the tenant into every name', () => {
    const options = pack.options.parse({
      ...z.looseObject({}).parse(pack.example),
      tenant: 'lakeside',
    });
    const names = pack.build(options).map((definition) => definition.name);
    expect(names.filter((each) => !each.startsWith('prod-lakeside-'))).toEqual([]);
  });
});

describe('limitProblems', () => {
  it('finds a planted fault of each kind', () => {
    const [alarm] = ofKind(made(pmsService), 'metric-alarm');
    const [filter] = ofKind(made(pmsService), 'metric-filter');
    if (alarm === undefined || filter === undefined) throw new Error('nothing to plant in');
    const { treatMissingData: _treatment, ...unsaid } = alarm;
    const stat = { namespace: 'n', metricName: 'm', stat: 'Sum', period: 60 };
    expect(
      [
        { ...unsaid, description: 'undefined', evaluationPeriods: 2000, datapointsToAlarm: 2001 },
        { ...alarm, threshold: Number.NaN, name: 'n'.repeat(256) },
        { ...alarm, name: 'math', metric: [{ id: 'a', expression: 'b +', period: 60 }] },
        {
          ...alarm,
          name: 'ids',
          metric: [
            { id: 'a', expression: 'b + 1', period: 300 },
            { id: 'c', metric: stat },
          ],
        },
        {
          ...filter,
          pattern: '[a',
          transformation: { ...filter.transformation, dimensions: { a: '$a' } },
        },
      ].flatMap((definition) => limitProblems(definition)),
    ).toMatchSnapshot();
  });
});

describe('the front end pack', () => {
  it('keeps everything, its topic too, in us-east-1', () => {
    const definitions = made(bookingFrontEnd);
    expect(new Set(definitions.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
    expect(ofKind(definitions, 'topic').map(({ name }) => name)).toEqual(['prod-front-end-alerts']);
  });

  it('reads the health check by its only valid statistic', () => {
    const alarm = alarmIn(made(bookingFrontEnd), 'prod-front-end-unreachable');
    expect(alarm.metric).toMatchObject({ metricName: 'HealthCheckStatus', stat: 'Minimum' });
    expect(bookingFrontEnd.corrections).toContain(corrections.healthCheckStatistic);
  });
});

describe('the Aurora pack', () => {
  it('measures connections against the class of the instance', () => {
    const alarm = alarmIn(made(aurora), 'prod-aurora-booking-1-connections');
    expect(alarm.threshold).toBe(800);
    const own = { ...aurora.example, maxConnections: 500, connectionsPercent: 50 };
    expect(alarmIn(usePack(aurora, own), 'prod-aurora-booking-1-connections').threshold).toBe(250);
  });

  it.each([
    ['db.t4g.medium', 4, 90],
    ['db.r6g.large', 16, 1000],
    ['db.r8g.2xlarge', 64, 3000],
    ['db.x2g.large', 32, 2000],
  ])('knows %s', (name, memoryGib, connections) => {
    expect(instanceClass(name)).toEqual({ memoryGib, connections });
  });

  it.each(['db.r6g.huge', 'db.toString.large', 'r6g.large', 'db.r6g.constructor', ''])(
    'does not know %s',
    (name) => {
      expect(instanceClass(name)).toBeUndefined();
    },
  );

  it('compares readers only where there are two', () => {
    const names = (readers: string[]) =>
      usePack(aurora, { ...aurora.example, readers }).map(({ name }) => name);
    expect(names(['a', 'b'])).toContain('prod-aurora-readers-unbalanced');
    expect(names(['a'])).not.toContain('prod-aurora-readers-unbalanced');
    expect(names([])).toContain('prod-aurora-writer-down');
  });

  it('keeps within ten metrics with as many readers as it takes', () => {
    const readers = Array.from({ length: 10 }, (_, index) => `reader-${index}`);
    expect(usePack(aurora, { ...aurora.example, readers }).flatMap(limitProblems)).toEqual([]);
  });
});

describe('the sessions pack', () => {
  const threshold = (engine: 'memcached' | 'redis', cores: number) => {
    const { metric, threshold: value } = alarmIn(
      usePack(sessions, { ...sessions.example, engine, cores }),
      'prod-sessions-0001-cpu',
    );
    return ['metricName' in metric ? metric.metricName : '', value];
  };

  it('takes 90 of all cores for memcached, and 90 of one for engines with one thread', () => {
    expect(threshold('memcached', 2)).toEqual(['CPUUtilization', 90]);
    expect(threshold('redis', 2)).toEqual(['CPUUtilization', 45]);
    expect(threshold('redis', 1)).toEqual(['CPUUtilization', 90]);
    expect(threshold('redis', 4)).toEqual(['EngineCPUUtilization', 90]);
  });
});

describe('the image pack', () => {
  it('asks for the key of each severity, which is there only when its count is not zero', () => {
    const patterns = ofKind(made(images), 'event-rule').map(({ eventPattern }) => eventPattern);
    expect(patterns).toContainEqual({
      source: ['aws.ecr'],
      'detail-type': ['ECR Image Scan'],
      detail: {
        'scan-status': ['COMPLETE'],
        'repository-name': ['booking/pms'],
        'finding-severity-counts': { HIGH: [{ numeric: ['>', 0] }] },
      },
    });
  });

  it('hears of Inspector instead where scanning is enhanced', () => {
    const rules = ofKind(
      usePack(images, { ...images.example, scanning: 'enhanced' }),
      'event-rule',
    );
    expect(rules.map(({ eventPattern }) => eventPattern['source'])).toEqual([['aws.inspector2']]);
  });
});

describe('the mail pack', () => {
  it('ignores missing rates, and does not stay in ALARM for a reject', () => {
    const treatments = ofKind(made(mail), 'metric-alarm').map((alarm) => [
      alarm.name,
      alarm.threshold,
      alarm.treatMissingData,
    ]);
    expect(treatments).toEqual([
      ['prod-mail-bounces', 0.05, 'ignore'],
      ['prod-mail-complaints', 0.001, 'ignore'],
      ['prod-mail-rejects', 0, 'notBreaching'],
    ]);
  });
});

describe('the load balancer pack', () => {
  it('takes whole ARNs, and looks for metrics by their ends', () => {
    const arn = 'arn:aws:elasticloadbalancing:eu-south-1:111122223333:';
    const { loadBalancer, targetGroup } = alb.example;
    const whole = {
      ...alb.example,
      loadBalancer: `${arn}loadbalancer/${loadBalancer}`,
      targetGroup: `${arn}${targetGroup}`,
    };
    expect(alb.build(alb.options.parse(whole))).toEqual(made(alb));
  });

  it('is there though AWS recommends nothing for load balancers', () => {
    expect(alb.corrections).toContain(corrections.missingRows);
  });
});

describe('every correction', () => {
  it('is told by a pack, but for those that concern none', () => {
    const told = new Set(Object.values(packs).flatMap((pack) => pack.corrections));
    const untold = Object.entries(corrections).filter(([, correction]) => !told.has(correction));
    expect(untold.map(([name]) => name)).toEqual(['smsSuccessRate', 'dynamoDbMissingData']);
  });
});

describe('the metering pack', () => {
  const dimension = (values: number) => ({ selector: '$.a', values });

  it('counts combinations: 1,000 are too many, one less is not', () => {
    const options = (values: number) => ({
      ...metering.example,
      dimensions: { A: dimension(values), B: dimension(27) },
    });
    expect(() => usePack(metering, options(36))).not.toThrow();
    expect(() => usePack(metering, options(37))).not.toThrow();
    expect(() => usePack(metering, options(38))).toThrow(
      /pack metering: dimensions is \{.*\. Expected fewer than 1000 different values in all/,
    );
    expect(() =>
      usePack(metering, { ...metering.example, dimensions: { A: dimension(1000) } }),
    ).toThrow(/fewer than 1000/);
  });

  it('takes three dimensions and no fourth', () => {
    const dimensions = { A: dimension(1), B: dimension(1), C: dimension(1) };
    expect(() => usePack(metering, { ...metering.example, dimensions })).not.toThrow();
    expect(() =>
      usePack(metering, { ...metering.example, dimensions: { ...dimensions, D: dimension(1) } }),
    ).toThrow(/Expected 1 to 3 dimensions/);
  });
});
