import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { type Outcome, exitStatusOf } from '../../core/outcome.ts';
import { type Executed, execute } from '../../probes/exec/execute.ts';
import { commandLine } from '../../probes/exec/mark.ts';
import { commandStarter } from '../../probes/exec/start.ts';
import { confirmationFlag } from '../../targets/reach.ts';
import { writeJson } from '../terminal/output.ts';
import { targetOf } from './command.ts';

export interface ExecFlags {
  readonly task?: string;
  readonly container?: string;
  readonly iMayTestThisSystem: boolean;
  readonly json: boolean;
}

/** `bilancia probe exec TARGET -- COMMAND...`. */
export async function execCommand(
  this: Context,
  { task, container, iMayTestThisSystem, json }: ExecFlags,
  given: string,
  ...words: readonly string[]
): Promise<void> {
  const { process, interrupted } = this;
  const target = await targetOf(this, given);
  if (target.kind === 'aws' && !iMayTestThisSystem)
    throw knownError('target-not-loopback', {
      host: `The cluster of ${target.name}`,
      flag: confirmationFlag,
    });
  const place = {
    ...(task === undefined ? {} : { task }),
    ...(container === undefined ? {} : { container }),
  };
  const output: Buffer[] = [];
  const onOutput = (bytes: Buffer): void => {
    if (json) output.push(bytes);
    else process.stdout.write(bytes);
  };
  const { start, close } = await commandStarter(target, place);
  try {
    const executed = await execute(start, commandLine(words), onOutput, interrupted);
    if (json) writeJson(this, { ...executed, output: Buffer.concat(output).toString('utf8') });
    else process.stderr.write(inWords(executed));
    process.exitCode = exitStatusOf[outcomeOf(executed)];
  } finally {
    close();
  }
}

function outcomeOf({ status }: Executed): Outcome {
  if (status === 'unknown') return 'inconclusive';
  return status === 0 ? 'pass' : 'fail';
}

/** Nothing of a command that went well. */
function inWords({ status, problem }: Executed): string {
  if (status === 'unknown')
    return `Nobody knows how it ended: ${problem === '' ? 'its output ends without a mark' : problem}.\n`;
  return status === 0 ? '' : `It ended with status ${status}.\n`;
}
