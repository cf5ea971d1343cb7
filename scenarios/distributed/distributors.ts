import { artilleryFargate } from './artillery-fargate.ts';
import { awsDlt } from './aws-dlt.ts';
import type { Distributor } from './distributor.ts';
import { k6Operator } from './k6-operator.ts';

/** Every engine that plays a load from several machines. To add one: a file beside this one, and an entry here. */
export const distributors: Readonly<Record<string, Distributor>> = {
  'k6-operator': k6Operator,
  'artillery-fargate': artilleryFargate,
  'aws-dlt': awsDlt,
};
