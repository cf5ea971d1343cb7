import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { consultCommand } from './vectors/oracle.ts';
import { evaluateFile } from './vectors/vector-file.ts';
import { reportLines } from './vectors/words.ts';

export interface VectorsFlags {
  readonly verbose: boolean;
  readonly oracle: boolean;
  readonly record?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly profile?: string;
  readonly json: boolean;
}

/** `bilancia monitors vectors`: tries files of vectors, or asks AWS about them. */
export async function vectorsCommand(
  this: Context,
  flags: VectorsFlags,
  ...files: string[]
): Promise<void> {
  if (flags.oracle) return consultCommand(this, flags, files);
  refuseOracleFlags(flags);
  const reports = await Promise.all(files.map((path) => evaluateFile(this, path)));
  if (flags.json) writeJson(this, { files: reports });
  else
    writeLines(
      this,
      reports.flatMap((report) => reportLines(report, flags.verbose)),
    );
  const disagrees = reports.some(({ disagreed }) => disagreed.length > 0);
  this.process.exitCode = disagrees ? 1 : 0;
}

/** A flag that would be ignored is a misunderstanding. */
function refuseOracleFlags({ record, region, profile, endpointUrl }: VectorsFlags): void {
  const given = Object.entries({
    '--record': record,
    '--region': region,
    '--profile': profile,
    '--endpoint-url': endpointUrl,
  });
  for (const [flag, value] of given) {
    if (value === undefined) continue;
    const problem = `${flag} works only with --oracle`;
    throw knownError('bad-usage', { problem, help: 'bilancia monitors vectors --help' });
  }
}
