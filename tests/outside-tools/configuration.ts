import { join } from 'node:path';
import type { Environment } from '../../cli/doctor/programs.ts';
import { findMissing, missingLine, mustHaveAll } from './missing.ts';
import { needs } from './tools.ts';

interface OutsideToolsConfiguration {
  readonly tags: { readonly name: string; readonly description: string; readonly skip?: true }[];
  readonly setupFiles: string[];
  readonly provide: { readonly missingTools: Readonly<Record<string, string>> };
}

/**
 * What vitest must know of outside tools: tests whose tags name a missing one are skipped; with `CI` set they fail,
 * which `refuse.ts` sees to.
 */
export async function outsideToolsConfiguration(
  env: Environment,
): Promise<OutsideToolsConfiguration> {
  const missing = await findMissing(env);
  const fail = mustHaveAll(env) && missing.size > 0;
  return {
    tags: Object.entries(needs).map(([name, tools]) => ({
      name,
      description: `Needs ${tools.map((tool) => tool.name).join(', ')}.`,
      // Not `false` where it is there: that would undo the skip of another tag.
      ...(missing.has(name) && !fail ? { skip: true as const } : {}),
    })),
    setupFiles: fail ? [join(import.meta.dirname, 'refuse.ts')] : [],
    provide: {
      missingTools: Object.fromEntries(
        [...missing].map(([tag, tools]) => [
          tag,
          tools.map((tool) => missingLine(tool, 'CI is set, so this fails.')).join(' '),
        ]),
      ),
    },
  };
}
