import type { Difference, Json } from '../resource/json.ts';
import { describe } from '../resource/resource.ts';
import type { Change, Plan } from './change.ts';

const signs = { create: '+', update: '~', delete: '-' } as const;

/** How much of a value is shown: a dashboard's body is long. */
const shown = 72;

/** A plan for a person: what is done in which order, field by field where something changes. */
export function planLines(plan: Plan): string[] {
  const refused = plan.refusals.map(
    ({ subject, reason, adoptable }) =>
      `! ${subject}: ${reason}${adoptable ? '; pass --adopt to adopt it' : ''}`,
  );
  const notes = plan.notes.map((note) => `note: ${note}`);
  return [...plan.changes.flatMap(changeLines), ...refused, ...notes, summaryLine(plan)];
}

export function changeLines(change: Change): string[] {
  const lines = [`${signs[change.action]} ${describe(change.resource)}${remark(change)}`];
  if (change.action === 'update') lines.push(...change.differences.map(differenceLine));
  return lines;
}

function remark(change: Change): string {
  if (change.action === 'create')
    return change.replaces === undefined ? '' : ` (replaces "${change.replaces}")`;
  if (change.action === 'delete') {
    const { breaks } = change;
    return breaks.length === 0 ? '' : ` (after the rules of ${breaks.join(', ')} are set to FALSE)`;
  }
  return change.adopts ? ' (adopted)' : '';
}

export function differenceLine({ path, before, after }: Difference): string {
  return `    ${path}: ${valueText(before)} -> ${valueText(after)}`;
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return 'none';
  const text = JSON.stringify(value);
  return text.length <= shown ? text : `${text.slice(0, shown)}... (${text.length} characters)`;
}

/** `3 to create, 1 to update, 2 to delete, 12 unchanged, in account 111122223333 as stack "booking" of "prod"` */
export function summaryLine({ changes, unchanged, refusals, owner, accountId }: Plan): string {
  const count = (action: Change['action']): number =>
    changes.filter((change) => change.action === action).length;
  const parts = [
    `${count('create')} to create`,
    `${count('update')} to update`,
    `${count('delete')} to delete`,
    `${unchanged} unchanged`,
    ...(refusals.length === 0 ? [] : [`${refusals.length} refused`]),
  ];
  return `${parts.join(', ')} (stack "${owner.stack}", environment "${owner.environment}", account ${accountId})`;
}

/** What a change is called once it is done. */
export function doneLine(change: Change): string {
  const verbs = { create: 'created', update: 'updated', delete: 'deleted' } as const;
  return `${verbs[change.action]} ${describe(change.resource)}`;
}
