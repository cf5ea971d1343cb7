import { groupBy } from '../../core/group-by.ts';

/** `3 resources of other types are left out: AWS::EC2::Instance (2), AWS::S3::Bucket (1)`; nothing when there are none. */
export function ignoredNote(types: readonly string[]): string | undefined {
  if (types.length === 0) return undefined;
  const counts = [...groupBy(types, (type) => type)]
    .map(([type, all]) => [type, all.length] as const)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([type, count]) => `${type} (${count})`);
  const many =
    types.length === 1
      ? '1 resource of another type is'
      : `${types.length} resources of other types are`;
  return `${many} left out: ${counts.join(', ')}.`;
}
