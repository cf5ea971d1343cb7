import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hasCode } from '../../../../core/errors.ts';

const check = z.object({ name: z.string(), passes: z.number(), fails: z.number() });

/** A group of a script, with those within it. */
export interface Group {
  readonly path: string;
  readonly checks: readonly z.infer<typeof check>[];
  readonly groups: readonly Group[];
}

/** Lists in summaries are objects whose keys are the script's own texts: entries keep any of them. */
function entriesOf<T>(schema: z.ZodType<T>): z.ZodType<readonly (readonly [string, T])[]> {
  return z.unknown().transform((value, context) => {
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).map(([key, one]) => [key, schema.parse(one)] as const);
    context.addIssue('not an object');
    return z.NEVER;
  });
}

function valuesOf<T>(schema: z.ZodType<T>): z.ZodType<readonly T[]> {
  return entriesOf(schema).transform((entries) => entries.map(([, value]) => value));
}

const group: z.ZodType<Group> = z.object({
  path: z.string(),
  checks: valuesOf(check),
  groups: valuesOf(z.lazy(() => group)),
});

/** A metric: its figures by their names, and whether each of its thresholds was crossed, by its condition. */
export interface ExportedMetric {
  readonly values: readonly (readonly [string, number])[];
  readonly thresholds: readonly (readonly [string, boolean])[];
}

const metric: z.ZodType<ExportedMetric> = entriesOf(z.unknown()).transform((entries) => ({
  values: entries.flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  ),
  thresholds: entries
    .filter(([name]) => name === 'thresholds')
    .flatMap(([, value]) => entriesOf(z.boolean()).parse(value)),
}));

const exported = z.object({ root_group: group, metrics: entriesOf(metric) });
export type Exported = z.infer<typeof exported>;

/** What k6 wrote with `--summary-export`; undefined when it wrote nothing whole. */
export async function readExport(path: string): Promise<Exported | undefined> {
  try {
    return exported.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}
