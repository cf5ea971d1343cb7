import { z } from 'zod';
import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import type { ReadOptions } from '../../../monitors/formats/source/options.ts';
import { readYaml } from './read-yaml.ts';
import type { PlaceFlags } from './where-deployed.ts';
import { whereDeployed } from './where-deployed.ts';

/** What the flags of a command say that files of definitions do not. */
export interface ReadFlags extends PlaceFlags {
  readonly parameter?: readonly string[];
  readonly parameters?: string;
}

/** @throws bad-value for what is no NAME=VALUE; unreadable-file for a file of parameters that is none */
export async function readOptions(context: Context, flags: ReadFlags): Promise<ReadOptions> {
  const { parameter = [], parameters } = flags;
  const fromFile = parameters === undefined ? {} : await parametersIn(context, parameters);
  const own = Object.fromEntries(parameter.map((given) => pairOf('--parameter', given)));
  return { ...whereDeployed(flags), parameters: { ...fromFile, ...own } };
}

function pairOf(what: string, given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at > 0) return [given.slice(0, at), given.slice(at + 1)];
  throw knownError('bad-value', { what, given, expected: 'NAME=VALUE' });
}

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const values = z.record(z.string(), value);

/** The forms in which CloudFormation's own tools take parameters. */
const forms = z.union([
  z
    .array(z.object({ ParameterKey: z.string(), ParameterValue: value }))
    .transform((list) =>
      Object.fromEntries(list.map((one) => [one.ParameterKey, one.ParameterValue])),
    ),
  z
    .array(z.string())
    .transform((list) => Object.fromEntries(list.map((one) => pairOf('A parameter', one)))),
  z.object({ Parameters: values }).transform(({ Parameters }) => Parameters),
  values,
]);

async function parametersIn(
  context: Context,
  path: string,
): Promise<Readonly<Record<string, string>>> {
  const expected =
    '[{ "ParameterKey": "NAME", "ParameterValue": "VALUE" }], ["NAME=VALUE"], { "Parameters": { "NAME": "VALUE" } } or { "NAME": "VALUE" }, in JSON or YAML';
  const what = 'The file of parameters';
  const parsed = forms.safeParse(await readYaml(context, what, path, expected));
  if (parsed.success) return parsed.data;
  const reason = 'it holds no parameters';
  throw knownError('unreadable-file', { what, path, reason, expected }, parsed.error);
}
