import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { findMissing, missingLine } from './missing.ts';

/** Says at the end which outside tools were missing, how many tests were skipped for each, and how to get it. */
export default class MissingToolsReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map(({ tags }) => tags),
    );
    for (const line of await missingLines(skipped)) this.#vitest?.logger.log(line);
  }
}

/** A line for each missing tool that skipped tests need; `skipped` are their tags. */
async function missingLines(skipped: readonly (readonly string[])[]): Promise<string[]> {
  if (skipped.every((tags) => tags.length === 0)) return [];
  const missing = await findMissing(process.env);
  const tools = new Map([...missing.values()].flat().map((tool) => [tool.name, tool]));
  return [...tools.values()].flatMap((tool) => {
    const count = skipped.filter((tags) =>
      tags.some((tag) => missing.get(tag)?.some(({ name }) => name === tool.name)),
    ).length;
    if (count === 0) return [];
    return [missingLine(tool, `${count} ${count === 1 ? 'test was' : 'tests were'} skipped.`)];
  });
}
