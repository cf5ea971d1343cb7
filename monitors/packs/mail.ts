import { z } from 'zod';
import { alarmsOf, metricsOf } from './build.ts';
import { corrections } from './corrections.ts';
import { count, packOptions } from './options.ts';
import { definePack } from './pack.ts';

const rate = z.number().gt(0).lt(1);

/**
 * Confirmations that do not arrive. The rates are published when mail is sent: what was last known holds until then, so
 * missing data is ignored, as the guide says. Counts of events are sparse, and would stay in ALARM that way for ever.
 */
export const mail = definePack({
  name: 'mail',
  summary: 'SES: bounce rate, complaint rate, emails that SES rejects',
  options: packOptions('mail', {
    bounceRate: rate
      .default(0.05)
      .describe('Share of hard bounces: AWS may pause the account at 0.1'),
    complaintRate: rate
      .default(0.001)
      .describe('Share of complaints: AWS may pause the account at 0.005'),
    rejects: count.default(0).describe('Emails in 5 minutes that SES rejects because of a virus'),
  }),
  example: { environment: 'prod', notify: [{ topic: 'prod-alerts' }] },
  sources: [
    'https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html',
    'https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html',
  ],
  corrections: [corrections.missingRows],
  build: (given) => {
    const alarm = alarmsOf(given);
    // Figures of the whole account: no dimension.
    const ses = metricsOf('AWS/SES', {});
    return [
      alarm({
        what: 'bounces',
        means: `At least ${percentOf(given.bounceRate)} % of the emails bounce: at 10 % AWS may stop all email of the account.`,
        first:
          'find the sender of the bounces; stop imports of old addresses, and check addresses where guests type them.',
        metric: ses('Reputation.BounceRate', 'Average', 3600),
        breaching: ['>=', given.bounceRate],
        datapoints: [1, 1],
        missing: 'ignore',
      }),
      alarm({
        what: 'complaints',
        means: `Guests report at least ${percentOf(given.complaintRate)} % of the emails as spam: at 0.5 % AWS may stop all email of the account.`,
        first: 'find the newsletter or reminder that caused it, and stop it.',
        metric: ses('Reputation.ComplaintRate', 'Average', 3600),
        breaching: ['>=', given.complaintRate],
        datapoints: [1, 1],
        missing: 'ignore',
      }),
      alarm({
        what: 'rejects',
        means: `SES rejected more than ${given.rejects} emails in 5 minutes because of a virus.`,
        first: 'find what attached the file: an upload without checks, or a compromised task.',
        metric: ses('Reject', 'Sum', 300),
        breaching: ['>', given.rejects],
        datapoints: [1, 1],
        missing: 'notBreaching',
      }),
    ];
  },
});

function percentOf(share: number): number {
  return Number((share * 100).toPrecision(6));
}
