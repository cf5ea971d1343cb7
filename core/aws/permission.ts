/** What an identity lacks, as AWS says it. */
export interface Permission {
  /** `ecs:ListTasks` */
  readonly action: string;
  /** An ARN, where AWS names one. */
  readonly resource: string | undefined;
}

/**
 * The permission in a refusal of AWS's: `User: arn:... is not authorized to perform: ecs:ListTasks on resource: arn:...
 * because no identity-based policy allows the ecs:ListTasks action`.
 */
export function permissionIn(reason: string): Permission | undefined {
  const [, action, resource] =
    /not authorized to perform:? ([a-z0-9-]+:\w+)(?: on resource:? "?([^\s"]+?)"?[.,]?(?:\s|$))?/i.exec(
      reason,
    ) ?? [];
  return action === undefined ? undefined : { action, resource };
}

/** Calls whose permission has another name. */
const others: ReadonlyMap<string, string> = new Map([['s3:ListObjectsV2', 's3:ListBucket']]);

/** The permission that a call needs, by its own name or by what AWS says of it. */
export function permissionFor(call: string, reason: string): Permission {
  return permissionIn(reason) ?? { action: others.get(call) ?? call, resource: undefined };
}
