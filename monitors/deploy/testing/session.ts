import type { DefinitionSet } from '../../definitions/definition.ts';
import type { Outcome } from '../apply.ts';
import { applyPlan } from '../apply.ts';
import type { Connections } from '../../aws/clients.ts';
import { connect } from '../../aws/clients.ts';
import type { DriftReport } from '../drift.ts';
import { driftOf } from '../drift.ts';
import type { Owner } from '../resource/ownership.ts';
import type { Plan } from '../plan/change.ts';
import { planChanges } from '../plan/plan-changes.ts';
import { regionsOf, wantedSet } from '../plan/wanted-set.ts';
import type { Account } from '../read/account.ts';
import { inspectAccount } from '../read/account.ts';

interface SessionOptions {
  readonly adopt?: boolean;
  readonly owner?: Owner;
  /** Read besides those that the definitions name. */
  readonly regions?: readonly string[];
  readonly interrupted?: AbortSignal;
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** What the commands do, in this process and against one endpoint. */
export interface Session {
  readonly connections: Connections;
  readonly inspect: (set: DefinitionSet, options?: SessionOptions) => Promise<Account>;
  readonly plan: (set: DefinitionSet, options?: SessionOptions) => Promise<Plan>;
  readonly apply: (set: DefinitionSet, options?: SessionOptions) => Promise<Outcome[]>;
  readonly drift: (set: DefinitionSet, options?: SessionOptions) => Promise<DriftReport>;
}

export function openSession(endpointUrl: string, attempts?: number): Session {
  const connections = connect({
    endpointUrl,
    retryMode: 'standard',
    ...(attempts === undefined ? {} : { attempts }),
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'not-a-secret' },
  });
  const inspect: Session['inspect'] = (set, options = {}) => {
    const owner = ownerOf(set, options);
    const [home, ...others] = regionsOf(set);
    return inspectAccount(connections, {
      owner,
      regions: [home, ...new Set([...others, ...(options.regions ?? [])])],
      wanted: new Set(wantedSet(set, owner).resources.keys()),
    });
  };
  const plan: Session['plan'] = async (set, options = {}) =>
    planChanges(set, await inspect(set, options), {
      owner: ownerOf(set, options),
      adopt: options.adopt ?? false,
    });
  return {
    connections,
    inspect,
    plan,
    apply: async (set, options = {}) => applyPlan(connections, await plan(set, options), options),
    drift: async (set, options = {}) =>
      driftOf(await plan(set, options), await inspect(set, options)),
  };
}

function ownerOf(set: DefinitionSet, { owner }: SessionOptions): Owner {
  return owner ?? { stack: set.stack ?? 'booking', environment: set.environment.name };
}
