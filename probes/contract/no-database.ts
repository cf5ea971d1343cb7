import { type BilanciaError, knownError } from '../../core/errors.ts';
import type { Target } from '../../targets/target.ts';

/** What a target lacks that a probe has to ask, `no database`, and how to name it. */
export function withoutDatabase(
  probe: string,
  { name, kind }: Pick<Target, 'name' | 'kind'>,
  lacks = 'no database',
): BilanciaError {
  return knownError('probe-impossible', {
    probe,
    target: name,
    reason: `it names ${lacks}`,
    remedy:
      kind === 'aws'
        ? 'Name its cluster as "aws.database" in the target file, and an account that may ask it as "database".'
        : 'Name the writer and the readers as "database" in the target file.',
  });
}
