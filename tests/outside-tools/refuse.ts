import { beforeAll, beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** What to say of each tag of which something is missing. */
    readonly missingTools: Readonly<Record<string, string>>;
  }
}

const missing = inject('missingTools');

function refuse(tags: readonly string[] = []): void {
  const lines = tags.flatMap((tag) => missing[tag] ?? []);
  if (lines.length > 0) throw new Error(lines.join(' '));
}

// Before what a file itself starts for its tests, which would fail with words of its own.
// oxlint-disable-next-line no-empty-pattern -- vitest reads off the first argument which fixtures a hook wants
beforeAll(({}, file) => refuse(file.tags));
beforeEach(({ task }) => refuse(task.tags));
