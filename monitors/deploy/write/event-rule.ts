import type { Target } from '@aws-sdk/client-eventbridge';
import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { knownError } from '../../../core/errors.ts';
import type { Clients } from '../../aws/clients.ts';
import { present } from '../../../core/aws/present.ts';
import { normalText } from '../resource/json.ts';
import type { ResourceOf } from '../resource/resource.ts';
import { missingTags, tagList } from './tags.ts';

type EventRule = ResourceOf<'event-rule'>;

/** Creates or overwrites the rule, then its targets: a new target before an old one goes, so that no event is lost. */
export async function writeEventRule(
  clients: Clients,
  rule: EventRule,
  before: EventRule | undefined,
): Promise<void> {
  const { events } = clients;
  const { Name, Description, EventPattern, Targets } = rule.content;
  const Tags = missingTags(rule.tags, before?.tags ?? {});
  if (before?.arn !== undefined && Tags.length > 0)
    await events.send(new TagResourceCommand({ ResourceARN: before.arn, Tags }));
  await events.send(
    new PutRuleCommand({
      Name,
      Description,
      EventPattern: JSON.stringify(EventPattern),
      State: 'ENABLED',
      ...(before === undefined ? { Tags: tagList(rule.tags) } : {}),
    }),
  );
  const there = before?.content.Targets ?? [];
  const known = new Set(there.map(normalText));
  const wanted = new Set(Targets.map(({ Id }) => Id));
  await putTargets(
    clients,
    Name,
    Targets.filter((target) => !known.has(normalText(target))),
  );
  await removeTargets(
    clients,
    Name,
    there.filter(({ Id }) => !wanted.has(Id)),
  );
}

export async function removeEventRule(clients: Clients, rule: EventRule): Promise<void> {
  const { Name, Targets } = rule.content;
  // AWS deletes no rule that has targets.
  await present(removeTargets(clients, Name, Targets));
  await present(clients.events.send(new DeleteRuleCommand({ Name })));
}

async function putTargets(
  { events, region }: Clients,
  Rule: string,
  Targets: readonly Target[],
): Promise<void> {
  if (Targets.length === 0) return;
  const { FailedEntries = [] } = await events.send(
    new PutTargetsCommand({ Rule, Targets: [...Targets] }),
  );
  refuseFailed(FailedEntries, 'events:PutTargets', region);
}

async function removeTargets(
  { events, region }: Clients,
  Rule: string,
  targets: readonly Target[],
): Promise<void> {
  if (targets.length === 0) return;
  const Ids = targets.map(({ Id = '' }) => Id);
  const { FailedEntries = [] } = await events.send(new RemoveTargetsCommand({ Rule, Ids }));
  refuseFailed(FailedEntries, 'events:RemoveTargets', region);
}

/** EventBridge answers 200 when it took only some of the targets. */
function refuseFailed(
  failed: readonly {
    readonly TargetId?: string | undefined;
    readonly ErrorCode?: string | undefined;
    readonly ErrorMessage?: string | undefined;
  }[],
  action: string,
  region: string,
): void {
  const [first] = failed;
  if (first === undefined) return;
  const { TargetId = '', ErrorCode = '', ErrorMessage = '' } = first;
  throw knownError('aws-refused', {
    action,
    region,
    reason: `${ErrorCode}: target ${TargetId}: ${ErrorMessage.replace(/\.$/, '')}`,
  });
}
