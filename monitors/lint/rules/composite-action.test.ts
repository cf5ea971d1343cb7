import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { compositeAction as rule } from './composite-action.ts';

const { finds } = casesOf(rule);

finds(
  'an EC2 action',
  [composite({ actions: { alarm: ['arn:aws:automate:eu-south-1:ec2:reboot'] } })],
  'error composite alarm "pms-down": Its action arn:aws:automate:eu-south-1:ec2:reboot is not possible for a composite alarm. Composite alarms can notify SNS topics, Lambda functions and Systems Manager. Move EC2 and Auto Scaling actions to a metric alarm.',
);
it('composite-action finds a scaling policy', () => {
  const policy =
    'arn:aws:autoscaling:eu-south-1:123456789012:scalingPolicy:1:autoScalingGroupName/g:policyName/p';
  expect(findingsOf(rule, [composite({ actions: { ok: [policy] } })])).toHaveLength(1);
});
finds(
  'a service that is called as a property of every object',
  [composite({ actions: { alarm: ['arn:aws:constructor:eu-south-1:123456789012:pages'] } })],
  1,
);
it('composite-action accepts topics, functions and OpsItems, and anything of a metric alarm', () => {
  const actions = {
    alarm: [
      { topic: 'pages' },
      'arn:aws:sns:eu-south-1:123456789012:pages',
      'arn:aws:lambda:eu-south-1:123456789012:function:f',
      'arn:aws:ssm:eu-south-1:123456789012:opsitem:1',
    ],
  };
  const rebooting = alarm({ actions: { alarm: ['arn:aws:automate:eu-south-1:ec2:reboot'] } });
  expect(findingsOf(rule, [composite({ actions }), rebooting])).toEqual([]);
});
