import { formatSeconds } from '../../../core/duration.ts';
import { count, list, offset, plural } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import type { PartEvent } from '../schema.ts';
import { byWeight } from './figures.ts';

/** Sentences without a full stop, the weightiest first: of more than `mostSingly`, equals are told together. */
export function toldInWords(
  events: readonly PartEvent[],
  loadStart: number,
  mostSingly: number,
): string[] {
  const sorted = events.toSorted(byWeight);
  // What lasts to the end is told by name, however much else there is.
  const singly = sorted.length <= mostSingly ? sorted : sorted.filter(({ open }) => open);
  const told = singly.slice(0, mostSingly);
  const rest = sorted.filter((event) => !told.includes(event));
  const groups = Map.groupBy(rest, ({ kind, role }) => `${kind} ${role}`);
  return [
    ...told.map((event) => eventInWords(event, loadStart)),
    ...groups.values().map((group) => {
      const [first] = group;
      return first !== undefined && group.length === 1
        ? eventInWords(first, loadStart)
        : eventsInWords(group);
    }),
  ];
}

/** What the sentence on an event is made of. */
interface Told {
  readonly event: PartEvent;
  readonly part: string;
  /** `at +0:32`, `from +0:32`. */
  readonly at: string;
  readonly from: string;
  /** ` (it was ended by SIGKILL)`, or nothing. */
  readonly why: string;
}

/** `task-1a2b ended at +0:32 (it was ended by SIGKILL), and task-9f took its place 3.4 s later`, with no full stop. */
function eventInWords(event: PartEvent, loadStart: number): string {
  const moment = momentOf(event, loadStart);
  return inWords[event.kind]({
    event,
    part: nameInWords(event.part ?? ''),
    at: `at ${moment}`,
    from: `from ${moment}`,
    why: event.reason === '' ? '' : ` (${reasonInWords(event.reason)})`,
  });
}

const inWords = {
  ended: ({ event, part, at, why }) => `${part} ended ${at}${why}, ${successorOf(event)}`,
  restarted: ({ event, part, at, from, why }) =>
    event.open
      ? `${part} was started again ${plural(event.starts, 'time')} ${from}${why}, and did not work again before the end of the run`
      : `${part} was started again ${event.starts > 1 ? `${count(event.starts)} times ${from}` : at}${why}, and worked again ${within(event)}`,
  unhealthy: ({ event, part, at, from, why }) =>
    event.open || event.lastedMs !== null
      ? `${part} was unhealthy ${from} ${lengthOf(event)}${why}`
      : `${part} was unhealthy ${at}${why}`,
  drained: ({ part, at }) => `${part} was taken out of service ${at}`,
  added: ({ part, at }) => `${part} was added ${at}`,
  role: ({ event, part, at, why }) => `${part} became the ${event.role ?? ''} ${at}${why}`,
  weight: ({ part, at, why }) => `The weight of ${part} changed ${at}${why}`,
  warning: ({ event, part, from }) =>
    `${part} had trouble ${from} ${lengthOf(event)}: ${reasonInWords(event.reason)}`,
  unseen: ({ event, from }) =>
    `Nothing was known of the parts ${from} ${lengthOf(event)}: ${reasonInWords(event.reason)}`,
} as const satisfies Record<PartEvent['kind'], (told: Told) => string>;

/** What the sentence on several events of one kind and role is made of. */
interface ToldTogether {
  readonly events: readonly PartEvent[];
  readonly role: string;
  /** `db-2, db-3 and 2 more`. */
  readonly names: string;
  /** `4 readers (db-2, db-3 and 2 more)`. */
  readonly parts: string;
  readonly longestMs: number;
  /** How many were so to the end. */
  readonly open: number;
  /** `, for up to 3.4 s; 2 of them to the end of the run`, or nothing. */
  readonly lasted: string;
}

/** Several events of one kind and role: `17 tasks ended, ...`. */
function eventsInWords(events: readonly PartEvent[]): string {
  const [first] = events;
  if (first === undefined) return '';
  const role = first.role?.replace('-', ' ') ?? 'part';
  const distinct = [...new Set(events.map(({ part }) => part ?? ''))].map(nameInWords);
  const names = list(distinct, 3);
  const longestMs = Math.max(...events.map(({ lastedMs }) => lastedMs ?? 0));
  const open = events.filter((event) => event.open).length;
  return togetherInWords[first.kind]({
    events,
    role,
    names,
    parts: `${plural(distinct.length, role)} (${names})`,
    longestMs,
    open,
    lasted: [
      longestMs > 0 ? `, for up to ${milliseconds(longestMs)}` : '',
      open > 0 ? `; ${count(open)} of them to the end of the run` : '',
    ].join(''),
  });
}

const togetherInWords = {
  ended: ({ events, role, names, longestMs, open }) =>
    [
      `${plural(events.length, role)} ended (${names})`,
      ...(longestMs > 0 ? [`the slowest replacement took ${milliseconds(longestMs)}`] : []),
      ...(open > 0 ? [`${count(open)} had no replacement by the end of the run`] : []),
    ].join('; '),
  restarted: ({ events, parts, lasted }) =>
    `${plural(
      events.reduce((total, { starts }) => total + starts, 0),
      'restart',
    )} of ${parts}${lasted}`,
  unhealthy: ({ events, parts, lasted }) =>
    `${parts} lost their health ${plural(events.length, 'time')}${lasted}`,
  drained: ({ parts }) => `${parts} taken out of service`,
  added: ({ parts }) => `${parts} added`,
  role: ({ events, names }) => `${plural(events.length, 'change')} of role: ${names}`,
  weight: ({ events, parts }) => `${plural(events.length, 'change')} of the weight of ${parts}`,
  warning: ({ events, parts, lasted }) =>
    `${plural(events.length, 'warning')} of ${parts}${lasted}: ${reasonInWords(events[0]?.reason ?? '')}`,
  unseen: ({ events, lasted }) =>
    `${plural(events.length, 'time')} nothing was known of the parts${lasted}`,
} as const satisfies Record<PartEvent['kind'], (told: ToldTogether) => string>;

/** When it began, as an offset from the start of load. */
export function momentOf({ at }: Pick<PartEvent, 'at'>, loadStart: number): string {
  return offset(Date.parse(at) / 1000 - loadStart);
}

/** Time that something took, finer than `formatSeconds` where it is short. */
export function milliseconds(ms: number): string {
  if (ms < 1000) return `${count(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : formatSeconds(ms / 1000);
}

function successorOf({ open, replacedBy, lastedMs, starts }: PartEvent): string {
  const tries = starts > 1 ? `, at attempt ${count(starts)}` : '';
  if (!open && replacedBy !== null)
    return `and ${nameInWords(replacedBy)} took its place ${milliseconds(lastedMs ?? 0)} later${tries}`;
  const failed = starts > 0 ? ` (${plural(starts, 'attempt')})` : '';
  return `and nothing took its place before the end of the run${failed}`;
}

function within({ lastedMs }: PartEvent): string {
  return lastedMs === null || lastedMs === 0 ? 'at once' : `${milliseconds(lastedMs)} later`;
}

function lengthOf({ open, lastedMs }: PartEvent): string {
  return open ? 'to the end of the run' : `for ${milliseconds(lastedMs ?? 0)}`;
}

/** Reasons are the last words of programs: on one line, and not too many of them. */
function reasonInWords(reason: string): string {
  const text = reason.replaceAll(/\s+/g, ' ').replace(/[.\s]+$/, '');
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
