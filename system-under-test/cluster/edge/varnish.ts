import { knownError } from '../../../core/errors.ts';
import { readOfProcess } from '../../../core/process-files.ts';
import { findProgram } from '../processes/programs.ts';

/** Varnish's programs. */
export interface Varnish {
  readonly varnishd: string;
  readonly varnishncsa: string;
}

type Find = (program: string) => string | undefined;

/** @throws component-missing */
export function findVarnish(
  findIt: Find = (program) => findProgram(program, process.env['PATH']),
): Varnish {
  const find = (program: string): string => {
    const found = findIt(program);
    if (found !== undefined) return found;
    const remedy = 'On Debian or Ubuntu: apt-get install varnish. Or leave --edge out.';
    throw knownError('component-missing', { component: program, remedy });
  };
  return { varnishd: find('varnishd'), varnishncsa: find('varnishncsa') };
}

/** Seconds for which an idle connection is kept: above every think time, and above the load balancer's own hour. */
const idleSeconds = 3700;

/**
 * Arguments of varnishd. By its defaults it would close connections after 5 s, so that every page of a visitor began with a
 * new one, and map a log of 80 MB.
 */
export function varnishArguments(plan: {
  readonly port: number;
  readonly configuration: string;
  readonly workFolder: string;
}): string[] {
  const parameters = {
    timeout_idle: idleSeconds,
    vsl_space: '16m',
    thread_pool_min: 50,
    listen_depth: 8192,
    // As many looks as one answer may take, see vcl/steps.ts.
    max_restarts: 8,
    vcc_err_unref: 'off',
    http_req_hdr_len: '16k',
    vsl_reclen: 4084,
  };
  const flags = {
    n: plan.workFolder,
    a: `127.0.0.1:${plan.port}`,
    f: plan.configuration,
    s: 'malloc,64m',
    // No administration over a port, and no change of user: it runs as who started it, in a folder of theirs.
    T: 'none',
    j: 'none',
  };
  return [
    '-F',
    ...Object.entries(flags).flatMap(([flag, value]) => [`-${flag}`, value]),
    ...Object.entries(parameters).flatMap(([name, value]) => ['-p', `${name}=${value}`]),
  ];
}

/** Arguments of varnishncsa, which writes one line an answer to its standard output. */
export function logArguments(workFolder: string, format: string): string[] {
  return ['-n', workFolder, '-t', '20', '-F', format];
}

/** What is answered before varnishncsa has found Varnish's log is never written: whether it has. @throws Error when not */
export async function checkLog(pid: number | undefined, workFolder: string): Promise<void> {
  const maps = pid === undefined ? undefined : await readOfProcess(pid, 'maps');
  if (maps?.includes(`${workFolder}/_.vsm_child`) !== true)
    throw new Error('it has not found the log of Varnish');
}

/** Why Varnish did not take its configuration, from what it wrote, on one line; undefined where that was not the reason. */
export function compileProblem(written: string): string | undefined {
  const [, words] =
    /Message from (?:VCC|C)-compiler:\n([^]*?)\n(?:Running |VCL compilation)/.exec(written) ?? [];
  return words
    ?.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[-#]+$/.test(line))
    .join(' ');
}
