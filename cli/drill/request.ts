import { join } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { nearest, pick } from '../../core/nearest.ts';
import type { Drill } from '../../probes/drills/drill.ts';
import { drills } from '../../probes/drills/index.ts';
import type { DrillRequest } from '../../run/drill/perform.ts';
import { drillPhases } from '../../run/drill/phases.ts';
import type { Target } from '../../targets/target.ts';
import { requestOf } from '../run/request.ts';
import type { DrillFlags } from './flags.ts';

/**
 * @param target what it is done to; the usual way is the first that it can be done in
 * @throws unknown-name
 */
export function drillOf(
  name: string,
  { how, back }: Pick<DrillFlags, 'how' | 'back'>,
  target?: Target,
): Drill {
  const kind = pick('drill', name, drills);
  const [first = ''] = kind.ways;
  const offered = new Set(target?.capabilities.break);
  const usual =
    kind.ways.find((way) => kind.build(way, back).needs.every((fault) => offered.has(fault))) ??
    first;
  if (how !== undefined && !kind.ways.includes(how))
    throw knownError('unknown-name', {
      what: `way of the drill ${name}`,
      given: how,
      nearest: nearest(how, kind.ways),
      known: kind.ways,
    });
  return kind.build(how ?? usual, back);
}

export type DrillAsked = Pick<DrillRequest, 'drill'> & {
  readonly alarms: DrillRequest['alarms'] | undefined;
  /** What it is done to, as it is at the time. */
  readonly targetNow: () => Promise<Target>;
};

/** What the flags ask for; of several repeats each has a folder of its own within the one asked for. */
export function drillRequest(
  context: Context,
  flags: DrillFlags,
  { drill, alarms }: Omit<DrillAsked, 'targetNow'>,
  nth: number,
): DrillRequest {
  const base = {
    name: flags.name,
    abortEarly: false,
    iMayTestThisSystem: flags.iMayTestThisSystem,
    json: flags.json,
  };
  const given = flags.out === undefined || flags.out === '' ? {} : { out: flags.out };
  const visitors = flags.visitors === undefined ? {} : { visitors: flags.visitors };
  const scenario = flags.during ?? 'smoke';
  const request = requestOf(context, { ...base, ...given, ...visitors }, scenario);
  const named =
    given.out === undefined
      ? request.out.replace(
          scenario,
          `drill-${drill.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
        )
      : request.out;
  const out = flags.repeat === 1 ? named : join(named, String(nth));
  const objectives = { rtoSeconds: flags.rto, rpoWrites: flags.rpo };
  const confirmed = flags.iMayTestThisSystem;
  const asked = { drill, objectives, confirmed, out, ...(alarms === undefined ? {} : { alarms }) };
  if (flags.during === undefined) return asked;
  if (request.profile === undefined)
    throw knownError('bad-usage', {
      problem: '--during takes one of our scenarios: a script of your own does not tell its phases',
      help: 'bilancia drill --help',
    });
  const phases = drillPhases(request.visitors, request.profile.rampSeconds);
  const { name, how, auditsWrites: audited } = drill;
  return {
    ...asked,
    during: { ...request, out, phases, drill: { name, how, audited } },
  };
}
