import type { Environment } from '../../cli/doctor/programs.ts';
import { needs } from './tools.ts';
import type { OutsideTool } from './tools.ts';

export interface MissingTool {
  readonly name: string;
  readonly remedy: string;
}

/** The missing tools of each tag that has any; tags whose tools are all there are left out. */
export async function findMissing(
  env: Environment,
): Promise<ReadonlyMap<string, readonly MissingTool[]>> {
  const all = await Promise.all(
    Object.entries(needs).map(async ([tag, tools]) => [tag, await missingOf(tools, env)] as const),
  );
  return new Map(all.filter(([, missing]) => missing.length > 0));
}

async function missingOf(tools: readonly OutsideTool[], env: Environment): Promise<MissingTool[]> {
  const found = await Promise.all(
    tools.map(async ({ name, remedy }) => ({ name, remedy: await remedy(env) })),
  );
  return found.flatMap(({ name, remedy }) => (remedy === undefined ? [] : [{ name, remedy }]));
}

/** One line that says what is missing, what that means, and what to do. */
export function missingLine({ name, remedy }: MissingTool, effect: string): string {
  return `Missing: ${name}. ${effect} ${remedy}`;
}

/** Whether a missing tool makes tests fail instead of being skipped: in continuous integration. */
export function mustHaveAll(env: Environment): boolean {
  return !['', '0', 'false'].includes(env['CI'] ?? '');
}
