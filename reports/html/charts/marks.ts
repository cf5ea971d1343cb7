import type { Evidence } from '../../evidence/evidence.ts';
import { byWeight } from '../../verdict/parts/figures.ts';
import { toldInWords } from '../../verdict/parts/words.ts';
import type { PartEvent, Verdict } from '../../verdict/schema.ts';

/** A moment of the run that every chart marks: what became of parts then. */
export interface Mark {
  /** Counted from 1, in order of time. */
  readonly number: number;
  /** Seconds since load began, of its first event. */
  readonly at: number;
  /** The weightiest first. */
  readonly events: readonly PartEvent[];
}

/** More marks than this in a chart hide its lines. */
const mostMarks = 16;
/** Events of a mark that are told one by one. */
const mostTold = 3;

/** What became of parts, as few enough marks to be told apart: those that are close to each other are one. */
export function marksOf({ loadStart, phases, series }: Evidence, { parts }: Verdict): Mark[] {
  const events = (parts?.events ?? []).map((event) => ({
    event,
    at: Math.max(0, Date.parse(event.at) / 1000 - loadStart),
  }));
  const lastEvent = events.at(-1)?.at ?? 0;
  const lastPhase = (phases.at(-1)?.period.to ?? loadStart) - loadStart;
  const end = Math.max(lastEvent, lastPhase, (series.lastSecond ?? loadStart) - loadStart);
  const apart = end / mostMarks;
  const groups: { at: number; events: PartEvent[] }[] = [];
  for (const { event, at } of events) {
    const last = groups.at(-1);
    if (last !== undefined && at - last.at < apart) last.events.push(event);
    else groups.push({ at, events: [event] });
  }
  return groups.map((group, index) => ({
    number: index + 1,
    at: Math.round(group.at * 10) / 10,
    events: group.events.toSorted(byWeight),
  }));
}

/** What a mark stands for, in sentences without a full stop. */
export function markInWords(events: readonly PartEvent[], loadStart: number): string[] {
  return toldInWords(events, loadStart, mostTold);
}
