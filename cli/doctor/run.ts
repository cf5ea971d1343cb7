import { styleText } from 'node:util';
import type { Context } from '../../core/context.ts';
import { fetchProxy } from '../../targets/sql-proxy.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { startProgress } from '../terminal/progress.ts';
import { tableLines } from '../terminal/table.ts';
import { findComponents } from './components.ts';
import { isBlocking } from './finding.ts';
import type { Finding } from './finding.ts';
import { findLimits } from './machine.ts';
import { provideK6 } from './provide.ts';

export interface DoctorFlags {
  readonly json: boolean;
  readonly buildK6: boolean;
  readonly xk6Ts: boolean;
  readonly sqlProxy: boolean;
}

const marks = {
  found: ['green', 'ok'],
  low: ['yellow', 'low'],
  missing: ['red', 'missing'],
  optional: ['yellow', 'absent'],
} as const;

/** `bilancia doctor`. */
export async function runDoctor(this: Context, flags: DoctorFlags): Promise<void> {
  const { env } = this.process;
  const { say } = startProgress(this, flags);
  if (flags.buildK6) await provideK6('v2', env, say);
  if (flags.xk6Ts) await provideK6('v1-xk6-ts', env, say);
  if (flags.sqlProxy) await fetchProxy(env, say);
  const { workingDirectory } = this;
  const components = await findComponents(env, workingDirectory);
  const findings = [...components, ...findLimits(workingDirectory)];
  const ready = !findings.some(isBlocking);
  this.process.exitCode = ready ? 0 : 2;
  if (flags.json) writeJson(this, { schemaVersion: 1, ready, findings });
  else writeLines(this, doctorLines(findings, this.process.stdout));
}

/** The findings as a table, then what to do about each that is not found, then one closing sentence. */
function doctorLines(findings: readonly Finding[], stream: NodeJS.WriteStream): string[] {
  const rows = findings.map((finding) => [
    mark(finding, stream),
    finding.name,
    finding.value ?? '',
    finding.neededFor,
    finding.path ?? '',
  ]);
  const remedies = findings.flatMap(({ name, remedy }) =>
    remedy === undefined ? [] : [`${name}: ${remedy}`],
  );
  const blocking = findings.filter(isBlocking).map(({ name }) => name);
  const closing =
    blocking.length === 0
      ? 'Everything that is needed is there.'
      : `Missing and needed: ${blocking.join(', ')}.`;
  return [...tableLines(rows), '', ...remedies, ...(remedies.length === 0 ? [] : ['']), closing];
}

function mark({ state, required }: Finding, stream: NodeJS.WriteStream): string {
  const [color, word] = marks[state === 'missing' && !required ? 'optional' : state];
  return styleText(color, word, { stream });
}
