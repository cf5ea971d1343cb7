import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { profiles } from '../../scenarios/profiles.ts';
import { browsersOf } from '../run/browsers.ts';
import { defaultOptions } from '../../targets/local-options.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';
import type { RunFlags } from '../run/flags.ts';
import { formatFlag } from '../run/format-flags.ts';
import { loadFlags, outputFlags } from '../run/load-flags.ts';
import { louderOf } from '../run/request.ts';

export const run = buildCommand<RunFlags, [string], Context>({
  docs: documentation({
    brief: 'Put load on a system and judge how it held up',
    details:
      'SCENARIO is the path of a k6 or Artillery script of your own, or one of ours:\n' +
      `${profileLines().join('\n')}\n` +
      'Each run gets its own folder with a verdict and a report. Exit status: 0 pass, 1 fail, 2 could not\n' +
      'run, 3 inconclusive or invalid. Ctrl-C ends the load early; the run is judged on what it saw.',
    examples: [
      ['bilancia run smoke', 'a few visitors for some seconds, on the local cluster'],
      ['bilancia run steady --visitors 10000 --duration 3m', 'a busy ordinary day'],
      ['bilancia run summer-opening --visitors 2000', 'everyone at once on a few units'],
      ['bilancia run front-end', 'pages with all they load, and a real browser: Web Vitals'],
      ['bilancia run ./theirs.ts --target ./target.yml', 'your own script on your own system'],
      ['bilancia run steady --engine artillery', 'the same visitors, played by Artillery'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Scenario, or path of a script of your own',
          parse: String,
          placeholder: 'scenario',
        },
      ],
    },
    flags: {
      ...loadFlags,
      louder: {
        kind: 'parsed',
        parse: louderOf,
        optional: true,
        brief:
          'Give a tenant so many times its visitors, beside those of the others: a noisy neighbor',
        placeholder: 'tenant=times',
      },
      browsers: {
        kind: 'parsed',
        parse: browsersOf,
        optional: true,
        brief: 'Real browsers beside the visitors (front-end only; default 1, at most one a core)',
        placeholder: 'n',
      },
      target: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Target file that describes your system (default: the local cluster)',
        placeholder: 'file',
      },
      name: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: `Name of the local cluster (${defaultOptions.name})`,
        placeholder: 'name',
      },
      ...outputFlags,
      format: formatFlag,
      otlp: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief:
          'Send live figures there by OTLP/HTTP, for Grafana; headers by OTEL_EXPORTER_OTLP_HEADERS',
        placeholder: 'url',
      },
      env: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: true,
        brief: 'Variable for the script, NAME=value; repeatable',
        placeholder: 'NAME=value',
      },
      iMayTestThisSystem: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Confirm that you may put load on a system outside this machine',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../run/command.ts')).runCommand,
});

/** `  steady          a population of visitors at once`. */
function profileLines(): string[] {
  const width = Math.max(...Object.keys(profiles).map((name) => name.length));
  return Object.entries(profiles).map(([name, { brief }]) => `  ${name.padEnd(width)}  ${brief}`);
}
