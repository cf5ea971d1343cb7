import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { keyPath } from '../../../core/key-path.ts';
import {
  type Activity,
  type Experiment,
  experimentSchema,
} from '../../../core/formats/chaos-experiment.ts';

const formVersion = '1.0.0';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads an experiment of Chaos Toolkit in JSON or YAML. What it has that cannot be carried out is refused by name.
 * @throws unreadable-file
 */
export async function readExperiment(path: string, env: Env): Promise<Experiment> {
  const refuse = (reason: string, cause?: unknown): Error =>
    knownError(
      'unreadable-file',
      {
        what: 'The experiment',
        path,
        reason,
        expected: 'a Chaos Toolkit experiment, version 1.0.0',
      },
      cause,
    );
  let value: unknown;
  try {
    value = parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw refuse(reasonOf(error), error);
  }
  const reason = notCarriedOut(value);
  if (reason !== undefined) throw refuse(reason);
  const result = experimentSchema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    const place = keyPath(issue?.path ?? []);
    const reason = place === '' ? 'it is no map of keys' : `${place}: ${issue?.message ?? ''}`;
    throw refuse(reason, result.error);
  }
  const missing = activitiesOf(result.data).find(({ provider }) => !isThere(provider, env));
  if (missing !== undefined)
    throw refuse(`the program of "${missing.name}" cannot be found, or not be started`);
  return result.data;
}

export function activitiesOf({
  method,
  rollbacks,
  'steady-state-hypothesis': { probes },
}: Experiment): Activity[] {
  return [...probes, ...method, ...rollbacks];
}

const loose = z.looseObject({
  version: z.unknown().optional(),
  secrets: z.record(z.string(), z.unknown()).optional(),
  controls: z.array(z.unknown()).optional(),
  runtime: z
    .looseObject({ hypothesis: z.looseObject({ strategy: z.string().optional() }).optional() })
    .optional(),
});

/** Why a file that may well be an experiment is refused all the same; undefined when it is not. */
function notCarriedOut(value: unknown): string | undefined {
  const known = loose.safeParse(value);
  if (!known.success) return undefined;
  const { version = formVersion, secrets = {}, controls = [], runtime } = known.data;
  if (version !== formVersion) return `its version is ${JSON.stringify(version)}`;
  if (Object.keys(secrets).length > 0)
    return 'it has secrets, which only Chaos Toolkit reads: let its programs read them themselves';
  if (controls.length > 0) return 'it has controls, which are Python';
  const { strategy = 'default' } = runtime?.hypothesis ?? {};
  if (strategy !== 'default') return `its hypothesis has the strategy "${strategy}"`;
  return foreignActivity(value);
}

const anyActivity = z.looseObject({
  name: z.string(),
  provider: z.looseObject({ type: z.string() }),
  controls: z.array(z.unknown()).optional(),
});

/** Looks at everything that has a provider, wherever it stands. */
function foreignActivity(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const known = anyActivity.safeParse(value);
  if (known.success) {
    const { name, provider, controls = [] } = known.data;
    if (provider.type !== 'process' && provider.type !== 'http')
      return `the activity "${name}" has a provider of the type ${provider.type}: only process and http are carried out`;
    if (controls.length > 0) return `the activity "${name}" has controls, which are Python`;
  }
  for (const inner of Object.values(value)) {
    const reason = foreignActivity(inner);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Whether a program is there, by its path or in PATH. */
function isThere(provider: Activity['provider'], { PATH = '' }: Env): boolean {
  if (provider.type === 'http') return true;
  const { path } = provider;
  const places = path.includes('/') ? [path] : PATH.split(delimiter).map((one) => join(one, path));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch (error) {
      return error === undefined;
    }
  });
}
