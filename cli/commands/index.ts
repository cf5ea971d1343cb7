import type { Command } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { completion } from './completion.ts';
import { doctor } from './doctor.ts';
import { down } from './down.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { up } from './up.ts';

/** Every command. To add one: a file beside this one, and a line here. Order is that of `--help`. */
export const commands: Readonly<Record<string, Command<Context>>> = {
  start,
  up,
  status,
  down,
  run,
  report,
  doctor,
  completion,
};
