import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import type { Connections } from '../../../monitors/aws/clients.ts';
import { connect } from '../../../monitors/aws/clients.ts';
import type { Access } from '../../../core/aws/access.ts';
import type { Owner } from '../../../monitors/deploy/resource/ownership.ts';
import type { Plan } from '../../../monitors/deploy/plan/change.ts';
import { planChanges } from '../../../monitors/deploy/plan/plan-changes.ts';
import { wantedSet } from '../../../monitors/deploy/plan/wanted-set.ts';
import type { Account } from '../../../monitors/deploy/read/account.ts';
import { inspectAccount } from '../../../monitors/deploy/read/account.ts';
import type { DefinitionSet } from '../../../monitors/definitions/definition.ts';
import { startProgress } from '../../terminal/progress.ts';

export interface Survey {
  readonly account: Account;
  readonly plan: Plan;
}

interface SurveyRequest {
  readonly set: DefinitionSet;
  readonly owner: Owner;
  readonly regions: readonly [string, ...string[]];
  readonly adopt: boolean;
  readonly json: boolean;
}

/** Connects to AWS for as long as `work` takes. */
export async function connected(
  access: Access,
  work: (connections: Connections) => Promise<void>,
): Promise<void> {
  const connections = connect(access);
  try {
    await work(connections);
  } finally {
    connections.close();
  }
}

/** Reads the account and plans what would change, saying on standard error what is read. @throws interrupted */
export async function survey(
  context: Context,
  connections: Connections,
  { set, owner, regions, adopt, json }: SurveyRequest,
): Promise<Survey> {
  const wanted = new Set(wantedSet(set, owner).resources.keys());
  const progress = startProgress(context, { json });
  try {
    const account = await inspectAccount(connections, {
      owner,
      regions,
      wanted,
      onProgress: (what) => {
        if (context.interrupted.aborted)
          throw knownError('interrupted', { before: 'anything was changed' });
        progress.live(what);
      },
    });
    return { account, plan: planChanges(set, account, { owner, adopt }) };
  } finally {
    progress.end();
  }
}

/** The definitions as if there were none, to delete all that is the stack's. */
export function emptied(set: DefinitionSet, destroy: boolean): DefinitionSet {
  return destroy ? { ...set, definitions: [] } : set;
}
