import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { parserOf } from '../../../core/run-folder/files/declaration.ts';
import { writeWhole } from '../../../core/run-folder/write-whole.ts';
import { type WrittenLoad, partOf } from '../../artillery/phases.ts';
import { comingOf } from '../../artillery/population.ts';
import { settingsFrom } from '../../visitors/settings.ts';

/** What our own files have. */
const ofOurs = parserOf(
  z.looseObject({
    config: z.looseObject({}),
    scenarios: z.array(z.looseObject({ name: z.string(), flow: z.array(z.unknown()) })),
  }),
);

/**
 * Writes a script of ours with the load that is asked for.
 * @param settings what the run tells scripts
 * @throws disk-full
 */
export async function writeScript(
  script: string,
  to: string,
  settings: Readonly<Record<string, string>>,
): Promise<WrittenLoad> {
  const template = ofOurs(parse(await readFile(script, 'utf8')));
  const [scenario = {}] = template.scenarios;
  const asked = settingsFrom(settings, { visitors: 0, rampSeconds: 0, holdSeconds: 0 });
  const load = comingOf(scenario).load(asked);
  const config = { ...template.config, target: asked.baseUrl, ...configOf(load) };
  await writeWhole(to, stringify({ ...template, config }));
  return load;
}

/** What the n-th of several generators plays of a script, as Artillery's `--overrides`. */
export function overridesFor(load: WrittenLoad, nth: number, of: number): string {
  const config = configOf(partOf(load, nth, of), { generator: nth, generators: of });
  return JSON.stringify({ config });
}

function configOf({ phases, arrivalsPerMinute }: WrittenLoad, more: object = {}): object {
  const bilancia = { ...(arrivalsPerMinute === undefined ? {} : { arrivalsPerMinute }), ...more };
  return { phases, engines: { bilancia } };
}
