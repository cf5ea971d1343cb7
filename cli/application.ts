import { buildApplication, buildRouteMap, help, run, text_en, version } from '@stricli/core';
import type { Application, ApplicationText } from '@stricli/core';
import { styleText } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import type { Context } from '../core/context.ts';
import { knownError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { commands } from './commands/index.ts';
import { proposalRequest, proposals } from './terminal/completion.ts';
import { documentation } from './terminal/documentation.ts';
import { argumentFailure, failureOf } from './terminal/failure.ts';
import type { Failure } from './terminal/failure.ts';
import { writeJson, writeLines } from './terminal/output.ts';
import { followRoute } from './terminal/route.ts';
import type { Route } from './terminal/route.ts';

const root = buildRouteMap({
  routes: commands,
  docs: documentation({
    brief: 'Load-test, monitor and break a booking system, and report honestly how it held up',
    examples: [
      ['bilancia doctor', 'see what is installed and what is missing'],
      ['bilancia COMMAND --help', 'how a command is used, with examples'],
    ],
  }),
});

const could = { run: 0, notRun: 2 } as const;

/**
 * Runs the command line `args` and gives the process's exit status: what the command set as `context.process.exitCode`
 * (a verdict's, see core/outcome.ts), else 0; 2 when it could not run.
 */
export async function execute(args: readonly string[], context: Context): Promise<number> {
  const failures: Failure[] = [];
  const application = buildCommandLine(args, (failure) => {
    failures.push(failure);
    return failure.stack ?? failure.message;
  });
  const { stdout, stderr, env } = context.process;
  const shell = {
    stdout: plainStream(stdout),
    stderr: plainStream(stderr),
    env: definedOnly(env),
    exitCode: null,
  };
  const outcome: { exitCode: number | string | null } = shell;
  const applicationContext = { process: shell, forCommand: () => context };
  if (args[0] === proposalRequest) {
    writeLines(context, await proposals(application, args.slice(1), applicationContext));
    return could.run;
  }
  await run(application, withEmptyLast(args), applicationContext);
  const [failure] = failures;
  if (failure !== undefined && args.includes('--json')) {
    writeJson(context, { error: { code: failure.code, message: failure.message } });
  }
  return outcome.exitCode === could.run
    ? Number(context.process.exitCode ?? could.run)
    : could.notRun;
}

const emptyFlag = /^--[a-z][\w-]*=$/i;

/** `--flag=` lacks a value: last, without its sign, it is told as the flag that does. */
function withEmptyLast(args: readonly string[]): readonly string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const [own, texts] = [args.slice(0, end), args.slice(end)];
  const empty = own.filter((arg) => emptyFlag.test(arg)).map((arg) => arg.slice(0, -1));
  return [...own.filter((arg) => !emptyFlag.test(arg)), ...empty, ...texts];
}

/** The library's application, with its texts in our words. `tell` is given each failure and returns what to print. */
function buildCommandLine(
  args: readonly string[],
  tell: (failure: Failure) => string,
): Application<Context> {
  const route = followRoute(args, commands);
  const defect = (thrown: unknown): string => tell(failureOf(thrown));
  const text: ApplicationText = {
    ...text_en,
    noCommandRegisteredForInput: ({ input: given }) => {
      const isFlag = given.startsWith('-');
      const known = isFlag ? ['--help', '--version'] : route.known;
      const what = isFlag ? 'flag' : ['command', ...route.path].join(' of ');
      return tell(
        failureOf(
          knownError('unknown-name', { what, given, nearest: nearest(given, known), known }),
        ),
      );
    },
    exceptionWhileParsingArguments: (thrown) =>
      tell(
        argumentFailure(thrown, {
          known: flagsOf(route),
          takesTexts: takesTexts(route),
          help: ['bilancia', ...route.path, '--help'].join(' '),
        }),
      ),
    exceptionWhileRunningCommand: defect,
    exceptionWhileLoadingCommandFunction: defect,
    exceptionWhileLoadingCommandContext: defect,
    commandErrorResult: defect,
  };
  const formatting = {
    caseStyle: 'convert-camel-to-kebab',
    useAliasInUsageLine: false,
    onlyRequiredInUsageLine: true,
  } as const;
  return buildApplication<Context>(
    root,
    {
      name: 'bilancia',
      scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
      localization: { text },
    },
    {
      help: help({ brief: 'Print this help', formatting, defaultForRouteMap: true }),
      version: version({
        brief: 'Print the version',
        info: { currentVersion: packageJson.version },
      }),
    },
  );
}

/** The flags of a command as they are typed. */
function flagsOf({ command }: Route): readonly string[] {
  const names = Object.keys(command?.parameters.flags ?? {});
  return [
    ...names.map((flag) => `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`),
    '--help',
  ];
}

/** Whether a command takes anything but flags. */
function takesTexts({ command }: Route): boolean {
  const positional = command?.parameters.positional;
  return positional?.kind === 'array' || (positional?.parameters ?? []).length > 0;
}

/** Color where a person sees it: `styleText` knows terminals, NO_COLOR and FORCE_COLOR, the library only terminals. */
function plainStream(stream: NodeJS.WriteStream) {
  const colorDepth = styleText('red', 'x', { stream }) === 'x' ? 1 : 4;
  return { write: (text: string) => void stream.write(text), getColorDepth: () => colorDepth };
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
