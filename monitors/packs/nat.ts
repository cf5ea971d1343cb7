import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, math, metricsOf } from './build.ts';
import { packOptions, percent } from './options.ts';
import { definePack } from './pack.ts';

const options = packOptions('nat', {
  gateways: z
    .array(z.string().regex(/^nat-[0-9a-f]+$/, 'an id such as nat-0123456789abcdef0'))
    .min(1)
    .describe('Ids of the NAT gateways'),
  dropPercent: percent.default(0.01).describe('Packets dropped, in percent of all'),
});

/** The way out to payment providers and channel managers. */
export const nat = definePack({
  name: 'nat',
  summary: 'NAT gateways: port exhaustion, dropped packets',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    gateways: ['nat-0a1b2c3d4e5f60718'],
  },
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html'],
  corrections: [],
  build: (given) => given.gateways.flatMap((gateway) => gatewayAlarms(given, gateway)),
});

function gatewayAlarms(given: z.output<typeof options>, gateway: string): Definition[] {
  const alarm = alarmsOf(given);
  const metric = metricsOf('AWS/NATGateway', { NatGatewayId: gateway });
  return [
    alarm({
      what: `${gateway}-ports`,
      means: `NAT gateway ${gateway} has no port left for a busy destination (55,000 at a time): calls to it fail.`,
      first:
        'find the destination in the flow logs; keep connections to it open and reuse them, or add an address to the gateway.',
      metric: metric('ErrorPortAllocation', 'Sum'),
      breaching: ['>', 0],
      datapoints: [1, 1],
      missing: 'notBreaching',
    }),
    alarm({
      what: `${gateway}-drops`,
      means: `NAT gateway ${gateway} drops more than ${given.dropPercent} % of the packets: AWS calls that a sign of trouble in the gateway itself.`,
      first:
        'check the AWS health dashboard; if it lasts, move the route to the gateway of another zone.',
      metric: math(
        'packets dropped, percent',
        '100 * FILL(drops, 0) / (FILL(sent, 0) + FILL(received, 0))',
        {
          drops: metric('PacketsDropCount', 'Sum'),
          sent: metric('PacketsInFromSource', 'Sum'),
          received: metric('PacketsInFromDestination', 'Sum'),
        },
      ),
      breaching: ['>', given.dropPercent],
      datapoints: [3, 5],
      missing: 'notBreaching',
    }),
  ];
}
