import type { Dimensions } from '../../definitions/metric.ts';
import { filled } from '../compact.ts';
import { shape, text } from './scalars.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html */
export const dimensionSchema = shape({ Name: text, Value: text });

export type DimensionList = readonly { readonly Name: string; readonly Value: string }[];

export function dimensionList(dimensions: Dimensions | undefined): DimensionList | undefined {
  return filled(Object.entries(dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })));
}

export function dimensionsOf(list: DimensionList | undefined): Dimensions | undefined {
  return filled(Object.fromEntries((list ?? []).map(({ Name, Value }) => [Name, Value])));
}
