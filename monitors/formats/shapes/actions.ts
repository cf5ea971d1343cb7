import type { ActionTarget, Actions } from '../../definitions/base.ts';
import { compact, filled } from '../compact.ts';

/** How a format writes the target of an action: an ARN, or its own way to refer to a topic. */
export type WriteTarget<A> = (target: ActionTarget) => A;

export function actionLists<A>(actions: Actions | undefined, write: WriteTarget<A>) {
  return compact({
    AlarmActions: filled(actions?.alarm?.map(write)),
    OKActions: filled(actions?.ok?.map(write)),
    InsufficientDataActions: filled(actions?.insufficientData?.map(write)),
  });
}

export function actionsOf(lists: {
  readonly AlarmActions?: readonly string[] | undefined;
  readonly OKActions?: readonly string[] | undefined;
  readonly InsufficientDataActions?: readonly string[] | undefined;
}): Actions | undefined {
  return filled(
    compact({
      alarm: filled(lists.AlarmActions),
      ok: filled(lists.OKActions),
      insufficientData: filled(lists.InsufficientDataActions),
    }),
  );
}
