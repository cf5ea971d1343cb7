import { defineMonitors, metering, pmsService, topic, usePack } from 'bilancia/monitors';

// One set of alarms a tenant, each notifying its own topic, and a meter over all of them. It is code: a list and a map do.

const tenants = ['lakeside', 'pinewood'];
const common = { environment: 'prod', logGroup: '/ecs/prod/pms' };

export const monitors = defineMonitors({
  stack: 'booking-monitors',
  environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
  definitions: [
    topic({ name: 'prod-alerts' }),
    ...tenants.flatMap((tenant) => [
      topic({ name: `prod-${tenant}-alerts` }),
      ...usePack(pmsService, {
        environment: 'prod',
        tenant,
        notify: [{ topic: `prod-${tenant}-alerts` }],
        logGroup: `/ecs/prod/pms-${tenant}`,
        cluster: 'booking',
        service: `pms-${tenant}`,
        form: 'json',
      }),
    ]),
    usePack(metering, {
      ...common,
      notify: [{ topic: 'prod-alerts' }],
      meters: [
        { name: 'bookings', pattern: '{ $.message = "booking.confirmed" }' },
        {
          name: 'nights',
          pattern: '{ $.message = "booking.confirmed" && $.context.nights > 0 }',
          value: '$.context.nights',
        },
      ],
      // 2 tenants x 5 channels: ten metrics a meter, far from the 1,000 values at which a filter may be disabled.
      dimensions: {
        Tenant: { selector: '$.context.tenant', values: tenants.length },
        Channel: { selector: '$.context.channel', values: 5 },
      },
    }),
  ],
});
