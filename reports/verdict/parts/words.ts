import { formatSeconds } from '../../../core/duration.ts';
import { count, list, offset, plural } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import type { PartEvent } from '../schema.ts';
import { byWeight } from './figures.ts';

/** `task-1a2b ended at +0:32 (it was ended by SIGKILL), and task-9f took its place 3.4 s later`, with no full stop. */
function eventInWords(event: PartEvent, loadStart: number): string {
  const at = `at ${momentOf(event, loadStart)}`;
  const from = `from ${momentOf(event, loadStart)}`;
  const part = nameInWords(event.part ?? '');
  const why = event.reason === '' ? '' : ` (${nameInReason(event.reason)})`;
  switch (event.kind) {
    case 'ended':
      return `${part} ended ${at}${why}, ${successorOf(event)}`;
    case 'restarted':
      return event.open
        ? `${part} was started again ${plural(event.starts, 'time')} ${from}${why}, and did not work again before the end of the run`
        : `${part} was started again ${event.starts > 1 ? `${count(event.starts)} times ${from}` : at}${why}, and worked again ${within(event)}`;
    case 'unhealthy':
      if (event.open) return `${part} was unhealthy ${from} to the end of the run${why}`;
      return event.lastedMs === null
        ? `${part} was unhealthy ${at}${why}`
        : `${part} was unhealthy ${from} for ${milliseconds(event.lastedMs)}${why}`;
    case 'drained':
      return `${part} was taken out of service ${at}`;
    case 'added':
      return `${part} was added ${at}`;
    case 'role':
      return `${part} became the ${event.role ?? ''} ${at}${why}`;
    case 'weight':
      return `The weight of ${part} changed ${at}${why}`;
    case 'warning':
      return `${part} had trouble ${from} ${lengthOf(event)}: ${nameInReason(event.reason)}`;
    case 'unseen':
      return `Nothing was known of the parts ${from} ${lengthOf(event)}: ${nameInReason(event.reason)}`;
  }
}

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

/** Several events of one kind and role: `17 tasks ended, ...`. */
function eventsInWords(events: readonly PartEvent[]): string {
  const [first] = events;
  if (first === undefined) return '';
  const role = first.role?.replace('-', ' ') ?? 'part';
  const names = [...new Set(events.map(({ part }) => part ?? ''))];
  const of = `${plural(names.length, role)} (${list(names.map(nameInWords), 3)})`;
  const longest = Math.max(...events.map(({ lastedMs }) => lastedMs ?? 0));
  const open = events.filter((event) => event.open).length;
  const lasted = longest > 0 ? `, for up to ${milliseconds(longest)}` : '';
  const still = open === 0 ? '' : `; ${count(open)} of them to the end of the run`;
  switch (first.kind) {
    case 'ended': {
      const replaced = longest > 0 ? `; the slowest replacement took ${milliseconds(longest)}` : '';
      const empty = open === 0 ? '' : `; ${count(open)} had no replacement by the end of the run`;
      return `${plural(events.length, role)} ended (${list(names.map(nameInWords), 3)})${replaced}${empty}`;
    }
    case 'restarted': {
      const starts = events.reduce((total, event) => total + event.starts, 0);
      return `${plural(starts, 'restart')} of ${of}${lasted}${still}`;
    }
    case 'unhealthy':
      return `${of} lost their health ${plural(events.length, 'time')}${lasted}${still}`;
    case 'warning':
      return `${plural(events.length, 'warning')} of ${of}${lasted}${still}: ${nameInReason(first.reason)}`;
    case 'drained':
      return `${of} taken out of service`;
    case 'added':
      return `${of} added`;
    case 'role':
      return `${plural(events.length, 'change')} of role: ${list(names.map(nameInWords), 3)}`;
    case 'weight':
      return `${plural(events.length, 'change')} of the weight of ${of}`;
    case 'unseen':
      return `${plural(events.length, 'time')} nothing was known of the parts${lasted}${still}`;
  }
}

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
function nameInReason(reason: string): string {
  const text = reason.replaceAll(/\s+/g, ' ').replace(/[.\s]+$/, '');
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
