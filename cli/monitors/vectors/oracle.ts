import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../../core/context.ts';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';
import { connect } from '../../../monitors/aws/clients.ts';
import { consultOracle, type OracleReport } from '../../../monitors/oracle/consult.ts';
import { recordAnswers } from '../../../monitors/oracle/record.ts';
import { writeJson, writeLines } from '../../terminal/output.ts';
import { startProgress } from '../../terminal/progress.ts';
import { accessOf } from '../deploy/request.ts';
import { asRegion } from '../definitions/where-deployed.ts';
import { readFilterPatternFile } from './vector-file.ts';
import { differenceLines } from './words.ts';

interface OracleFlags {
  readonly record?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly profile?: string;
  readonly json: boolean;
}

/** `bilancia monitors vectors --oracle`: what AWS answers to each row, and where it differs. */
export async function consultCommand(
  context: Context,
  flags: OracleFlags,
  files: readonly string[],
): Promise<void> {
  const region = regionOf(context, flags);
  const read = await Promise.all(files.map((path) => readFilterPatternFile(context, path)));
  const vectors = read.flat();
  const file = flags.record === undefined ? undefined : await reserve(context, flags.record);
  const report = await consult(context, flags, region, vectors).catch(async (thrown: unknown) => {
    if (file !== undefined) await rm(file);
    throw thrown;
  });
  if (file !== undefined) {
    const recorded = recordAnswers(vectors, report.answers, { region, at: context.now() });
    await writeFile(file, `${JSON.stringify(recorded, undefined, 2)}\n`);
  }
  print(context, flags, { region, asked: report.answers.size, report });
  context.process.exitCode = report.differences.length > 0 ? 1 : 0;
  if (context.interrupted.aborted) context.process.exitCode = 2;
}

async function consult(
  context: Context,
  flags: OracleFlags,
  region: string,
  vectors: Parameters<typeof consultOracle>[1],
): Promise<OracleReport> {
  const progress = startProgress(context, { json: flags.json });
  const connections = connect(accessOf(context, flags));
  try {
    return await consultOracle(connections.in(region).logs, vectors, {
      signal: context.interrupted,
      progress: (done, all) => progress.live(`sent ${done} of ${all} requests to AWS`),
    });
  } finally {
    progress.end();
    connections.close();
  }
}

function regionOf({ process: { env } }: Context, flags: OracleFlags): string {
  const given = [flags.region, env['AWS_REGION'], env['AWS_DEFAULT_REGION']];
  const region = given.find((name) => name !== undefined && name !== '');
  if (region === undefined) throw knownError('aws-region-missing', { source: 'A file of vectors' });
  return asRegion('--region', region);
}

function print(
  context: Context,
  { json }: OracleFlags,
  { region, asked, report }: { region: string; asked: number; report: OracleReport },
): void {
  const { differences, unanswerable, requests } = report;
  if (json) return writeJson(context, { region, asked, requests, differences, unanswerable });
  const counts = [
    `${asked} rows asked in ${requests} requests`,
    `${differences.filter(({ row }) => row !== undefined).length} answers differ from the row`,
    `${differences.filter(({ ours }) => ours !== undefined).length} differ from ours`,
    `${unanswerable.length} not asked, because AWS accepts no empty line`,
  ];
  writeLines(context, [...differences.flatMap(differenceLines), counts.join(', ')]);
}

/** A record of AWS's answers is nothing to overwrite by accident; and nothing to ask for, if it cannot be kept. */
async function reserve(context: Context, path: string): Promise<string> {
  const file = resolve(context.workingDirectory, path);
  await writeFile(file, '', { flag: 'wx' }).catch((thrown: unknown) => {
    const expected = hasCode(thrown, 'EEXIST')
      ? 'a file that does not exist yet'
      : `a writable file (${reasonOf(thrown)})`;
    throw knownError('bad-value', { what: '--record', given: path, expected }, thrown);
  });
  return file;
}
