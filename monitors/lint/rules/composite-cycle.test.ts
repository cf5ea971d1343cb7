import { casesOf } from '../testing/rule-cases.ts';
import { composite } from '../testing/samples.ts';
import { compositeCycle as rule } from './composite-cycle.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a circle of two, once',
  [
    composite({ name: 'a', rule: 'ALARM(b)' }),
    composite({ name: 'b', rule: 'OK(a) OR ALARM(cpu)' }),
  ],
  'error composite alarm "a": It depends on itself: "a" -> "b" -> "a". CloudWatch accepts it, but then evaluates none of them and deletes none until one rule is set to FALSE. Remove one link.',
);
finds('an alarm that looks at itself', [composite({ name: 'a', rule: 'NOT ALARM(a)' })], 1);
accepts('two ways to one alarm, and namesakes in other regions', [
  composite({ name: 'a', rule: 'ALARM(b) AND ALARM(c)' }),
  composite({ name: 'b', rule: 'ALARM(d)' }),
  composite({ name: 'c', rule: 'ALARM(d)' }),
  composite({ name: 'd', rule: 'TRUE' }),
  composite({ name: 'd', rule: 'ALARM(a)', region: 'us-east-1' }),
]);
