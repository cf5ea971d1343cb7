import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge';
import { knownError } from '../../../core/errors.ts';
import { accountOf } from '../../aws/arn.ts';
import type { Clients } from '../../aws/clients.ts';

/** The account that the credentials are of: that of its default event bus, which every account has in every region. */
export async function readAccountId({ events, region }: Clients): Promise<string> {
  const { Arn = '' } = await events.send(new DescribeEventBusCommand({}));
  const accountId = accountOf(Arn);
  if (accountId === undefined)
    throw knownError('aws-refused', {
      action: 'events:DescribeEventBus',
      region,
      reason: `the default event bus has no account in its ARN "${Arn}"`,
    });
  return accountId;
}
