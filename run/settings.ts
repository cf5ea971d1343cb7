import { plannedSeconds } from '../core/run-folder/manifest/phase.ts';
import type { Target } from '../targets/target.ts';
import type { RunRequest } from './request.ts';

/** What a script needs to know of the target and of the load, as its environment. */
export function scriptSettings(
  request: RunRequest,
  target: Target,
  runId: string,
): Record<string, string> {
  const ramp = plannedSeconds(request.phases, ({ kind }) => kind === 'ramp');
  const load =
    request.profile === undefined
      ? {}
      : {
          BILANCIA_VISITORS: String(request.visitors),
          BILANCIA_RAMP_SECONDS: String(ramp),
          BILANCIA_HOLD_SECONDS: String(plannedSeconds(request.phases) - ramp),
          ...stepSettings(request.phases),
        };
  return {
    BILANCIA_BASE_URL: target.endpoints.baseUrl.replace(/\/$/, ''),
    BILANCIA_TENANTS: JSON.stringify(target.tenants),
    BILANCIA_SEED: String(request.seed),
    BILANCIA_RUN_ID: runId,
    ...(request.profile?.hasStaff === true && target.staffFile !== undefined
      ? { BILANCIA_STAFF_FILE: target.staffFile }
      : {}),
    ...(target.edgeLog === undefined ? {} : { BILANCIA_ADDRESSES: '1' }),
    ...load,
    ...request.settings,
  };
}

/** Of a load that comes in steps. */
function stepSettings(phases: RunRequest['phases']): Record<string, string> {
  const steps = phases.filter(({ kind }) => kind === 'step');
  if (steps.length < 2) return {};
  return {
    BILANCIA_STEPS: String(steps.length),
    BILANCIA_FIRST_VISITORS: String(steps[0]?.visitors ?? 0),
  };
}
