import { DeleteMetricFilterCommand, PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from '../../aws/clients.ts';
import { present } from '../../../core/aws/present.ts';
import type { ResourceOf } from '../resource/resource.ts';

type MetricFilter = ResourceOf<'metric-filter'>;

/** Creates or overwrites the filter. One that it replaces goes after it, so that no line is missed. */
export async function writeMetricFilter(
  { logs }: Clients,
  { content }: MetricFilter,
  replaces: string | undefined,
): Promise<void> {
  await logs.send(new PutMetricFilterCommand(content));
  if (replaces === undefined) return;
  await present(
    logs.send(
      new DeleteMetricFilterCommand({ logGroupName: content.logGroupName, filterName: replaces }),
    ),
  );
}

export async function removeMetricFilter(
  { logs }: Clients,
  { content: { logGroupName, filterName } }: MetricFilter,
): Promise<void> {
  await present(logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName })));
}
