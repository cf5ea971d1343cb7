import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Interrupted, wordsOf } from './ground/set-up-error.mjs';
import { setUp } from './ground/set-up.mjs';
import { bench } from './tasks/bench.mjs';
import { build } from './tasks/build.mjs';
import { check } from './tasks/check.mjs';
import { start } from './tasks/start.mjs';
import { test } from './tasks/test.mjs';
import { vectors } from './tasks/vectors.mjs';

/**
 * What the scripts of package.json run: the set-up that is missing, then the task. Plain JavaScript without packages,
 * for whichever Node (from 20.11 on) the machine has; the task runs on the Node that the npm packages bring.
 */
const tasks = { start, test, check, bench, vectors, build };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name = '', ...args] = process.argv.slice(2);

process.exitCode = await main().catch((thrown) => {
  if (thrown instanceof Interrupted) process.kill(process.pid, thrown.signal);
  process.stderr.write(`${wordsOf(thrown)}\n`);
  return 2;
});

async function main() {
  const task = Object.entries(tasks).find(([known]) => known === name)?.[1](root);
  if (task === undefined) {
    process.stderr.write(`Unknown task "${name}". Known: ${Object.keys(tasks).join(', ')}.\n`);
    return 2;
  }
  await setUp(task.steps, {
    env: process.env,
    say: (line) => void process.stderr.write(`set-up: ${line}\n`),
  });
  return task.run({ root, node: join(root, 'node_modules', '.bin', 'node'), args });
}
