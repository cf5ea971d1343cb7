import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
});

it('names the packages of every system in the lock file, without which "npm ci" refuses it', () => {
  // npm leaves out those that the registry at hand does not serve.
  const text = readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8');
  const { packages } = lockSchema.parse(JSON.parse(text));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  const paths = Object.keys(packages);
  const missing = wanted.filter(
    (name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)),
  );
  expect(missing).toEqual([]);
});
