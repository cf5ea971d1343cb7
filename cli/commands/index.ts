import type { Routes } from '../terminal/route.ts';
import { ab } from './ab.ts';
import { balance } from './balance/index.ts';
import { capacity } from './capacity.ts';
import { compare } from './compare.ts';
import { completion } from './completion.ts';
import { distribute } from './distribute.ts';
import { doctor } from './doctor.ts';
import { down } from './down.ts';
import { drill } from './drill.ts';
import { fetch } from './fetch.ts';
import { gate } from './gate.ts';
import { init } from './init.ts';
import { merge } from './merge.ts';
import { metering } from './metering.ts';
import { monitors } from './monitors/index.ts';
import { probe } from './probe/index.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { target } from './target/index.ts';
import { trend } from './trend.ts';
import { up } from './up.ts';
import { watch } from './watch.ts';

/** Every command and group. To add one: a file beside this one, and a line here. Order is that of `--help`. */
export const commands: Routes = {
  start,
  up,
  status,
  down,
  run,
  drill,
  watch,
  report,
  gate,
  compare,
  ab,
  trend,
  merge,
  distribute,
  init,
  fetch,
  balance,
  capacity,
  metering,
  probe,
  target,
  monitors,
  doctor,
  completion,
};
