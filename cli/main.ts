import { execute } from './application.ts';
import { failureOf } from './terminal/failure.ts';
import { processContext } from './process-context.ts';

/** The entry, and the only place that ends the process: with 2 on a defect, since 1 says that a verdict is `fail`. */
process.on('uncaughtException', (thrown) => {
  const { stack, message } = failureOf(thrown);
  process.stderr.write(`${stack ?? message}\n`);
  process.exit(2);
});

process.exitCode = await execute(process.argv.slice(2), processContext());
