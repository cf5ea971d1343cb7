import { alarm } from './alarm.ts';
import type { DrillKind } from './drill.ts';
import { diskFull } from './disk-full.ts';
import { failover } from './failover.ts';
import { migrationStall } from './migration-stall.ts';
import { passwordRotation } from './password-rotation.ts';
import { readerLoss } from './reader-loss.ts';
import { sessionNodeLoss } from './session-node-loss.ts';
import { badDeploy, rollingDeploy, scaleIn, scaleOut } from './task-changes.ts';
import { slowPartner } from './slow-partner.ts';
import { stateless } from './stateless.ts';
import { taskFreeze } from './task-freeze.ts';
import { taskKill } from './task-kill.ts';
import { taskSlow } from './task-slow.ts';
import { zoneCut } from './zone-cut.ts';

/** Every drill. To add one: a file beside this one, and a line here. */
export const drills: Readonly<Record<string, DrillKind>> = {
  failover,
  'reader-loss': readerLoss,
  'task-kill': taskKill,
  'task-freeze': taskFreeze,
  'task-slow': taskSlow,
  'session-node-loss': sessionNodeLoss,
  'password-rotation': passwordRotation,
  'migration-stall': migrationStall,
  'disk-full': diskFull,
  'slow-partner': slowPartner,
  stateless,
  'zone-cut': zoneCut,
  'rolling-deploy': rollingDeploy,
  'bad-deploy': badDeploy,
  'scale-out': scaleOut,
  'scale-in': scaleIn,
  alarm,
};
