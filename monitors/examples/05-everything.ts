import {
  apiGateway,
  bookingFrontEnd,
  defineMonitors,
  heartbeat,
  images,
  mail,
  nat,
  schedules,
  secrets,
  sessions,
  storage,
  topic,
  usePack,
} from 'bilancia/monitors';

// The packs that the first example does not use. CloudFront and Route 53 report to us-east-1: the front end's
// pack creates its alarms and a separate topic there.

const common = { environment: 'prod', notify: [{ topic: 'prod-alerts' }] };

export const monitors = defineMonitors({
  stack: 'booking-monitors',
  environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
  definitions: [
    topic({ name: 'prod-alerts' }),
    usePack(bookingFrontEnd, {
      environment: 'prod',
      distributionId: 'E2EXAMPLE1ABCD',
      healthCheckId: '3f1d7e5c-8b2a-4c1e-9f60-1a2b3c4d5e6f',
      webAcl: 'booking',
      subscriptions: [{ protocol: 'email', endpoint: 'oncall@booking.example' }],
    }),
    usePack(apiGateway, { ...common, api: 'channel-manager', stage: 'v1' }),
    usePack(sessions, { ...common, cluster: 'sessions', nodes: ['0001', '0002'] }),
    usePack(storage, { ...common, fileSystemId: 'fs-0123456789abcdef0' }),
    usePack(nat, { ...common, gateways: ['nat-0a1b2c3d4e5f60718', 'nat-0f1e2d3c4b5a69788'] }),
    usePack(mail, common),
    usePack(schedules, { ...common, group: 'night-audit', everyHours: 24 }),
    usePack(secrets, { ...common, logGroup: '/ecs/prod/pms' }),
    usePack(images, { ...common, scanning: 'enhanced', repositories: ['booking/pms'] }),
    usePack(heartbeat, { ...common, logGroups: ['/ecs/prod/pms', '/ecs/prod/channel-manager'] }),
  ],
});
