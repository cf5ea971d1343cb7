import { inspect } from 'node:util';
import { BilanciaError } from '../../../core/errors.ts';
import { readConfiguration } from '../configuration.ts';
import { lineWriter } from '../logging/line-writer.ts';
import { createLogger } from '../logging/logger.ts';
import { startTask } from './task.ts';

/** One task: configured by the environment, ended by SIGTERM. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const logger = createLogger({
    format: configuration.logFormat,
    write: lineWriter(1),
  });
  const task = await startTask(configuration, { logger });
  const { address, port } = task.address;
  logger.info('Listening', { address: `${address}:${port}`, task: configuration.taskId });

  const end = (signal: NodeJS.Signals) => {
    logger.info('Draining', { signal });
    task.drain().then(
      () => logger.info('Ended'),
      (error: unknown) => {
        logger.uncaught(error instanceof Error ? error : new Error(String(error)));
        process.exitCode = 1;
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof BilanciaError ? error.message : inspect(error)}
`);
  process.exitCode = 2;
});
