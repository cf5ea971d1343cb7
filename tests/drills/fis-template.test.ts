import { expect, it } from 'vitest';
import { fisTemplate } from '../../run/drill/fis-template.ts';
import zoneCut from './fis/az-cut.json' with { type: 'json' };
import failover from './fis/failover.json' with { type: 'json' };
import readerLoss from './fis/reboot-reader.json' with { type: 'json' };
import taskKill from './fis/task-kill.json' with { type: 'json' };

const account = 'eu-south-1:111122223333';
const place = {
  clusterArn: `arn:aws:rds:${account}:cluster:pms`,
  zone: 'eu-south-1a',
  vpc: 'vpc-0123456789abcdef0',
  ecsCluster: 'pms',
  ecsService: 'booking',
  alarmArn: `arn:aws:cloudwatch:${account}:alarm:bookings-failing`,
  roleArn: 'arn:aws:iam::111122223333:role/bilancia-fis',
  logGroupArn: `arn:aws:logs:${account}:log-group:/bilancia/fis:*`,
};

// The files passed the validator of AWS's own client for Python.
it.each([
  ['failover', failover],
  ['reader-loss', readerLoss],
  ['task-kill', taskKill],
  ['zone-cut', zoneCut],
])('the template of %s is the one that was checked', (name, template) => {
  expect(fisTemplate({ name }, place)).toEqual(template);
});
