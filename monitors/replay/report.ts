import { draw, legend } from '../play/picture/draw.ts';
import { rowsOf } from '../play/picture/rows.ts';
import { formatSpan } from '../play/time.ts';
import type { Firing, Replay } from './replay.ts';

/** A table as rows of cells, the first one its head. */
export type Table = readonly (readonly string[])[];

/** What a replay came to, as text for people in parts that a printer puts together. */
export interface ReplayText {
  readonly head: string;
  readonly fired: Table;
  readonly picture: readonly string[];
  readonly silent: readonly string[];
  readonly unknown: Table;
  readonly notes: readonly string[];
}

/** More alarms than these make a picture that nobody reads. */
const drawnAlarms = 12;

export function replayText(replay: Replay, width: number): ReplayText {
  const { simulation, timeline } = replay;
  const alarms = [...new Set(replay.fired.map(({ alarm }) => alarm))].slice(0, drawnAlarms);
  const { from, to, set } = simulation;
  const picture =
    alarms.length === 0
      ? []
      : [
          ...draw({
            from,
            to,
            width,
            rows: rowsOf({ set, simulation, timeline }, alarms, new Map()),
          }),
          legend(),
        ];
  const { id, scenario } = replay.run;
  return {
    head: `Run ${id} (${scenario}), ${formatSpan(to - from)} from ${new Date(from).toISOString()}; times count from there`,
    fired: [
      ['ALARM', 'FIRED', 'AFTER THE CAUSE', 'CAUSE', 'LASTED'],
      ...replay.fired.map((firing) => firedRow(firing, from)),
    ],
    picture,
    silent: replay.silent,
    unknown: replay.unknown.map(({ alarm, reason }) => [alarm, reason]),
    notes: [
      ...replay.standIns
        .filter(({ run, definitions }) => run !== definitions)
        .map(
          ({ dimension, run, definitions }) =>
            `${dimension} ${run} of the run is used as ${definitions}.`,
        ),
      ...replay.logGroups.map(
        ({ source, group }) => `The run's ${source} lines are used as the log group ${group}.`,
      ),
      ...replay.notes,
      ...replay.dependsOnRange.map(
        (alarm) =>
          `${alarm} would behave differently with another evaluation range from N to N + 3.`,
      ),
    ],
  };
}

function firedRow({ alarm, at, until, cause, fault }: Firing, from: number): string[] {
  const begin = fault ?? cause;
  const what =
    fault === undefined
      ? (cause?.what ?? 'not known')
      : [fault.name, cause?.what].filter((text) => text !== undefined).join(', then ');
  return [
    alarm,
    formatSpan(at - from),
    begin === undefined ? '' : roughly(at - begin.at),
    what,
    until === undefined ? 'to the end' : formatSpan(until - at),
  ];
}

/** Whole seconds say enough of a delay. */
function roughly(ms: number): string {
  return formatSpan(Math.round(ms / 1000) * 1000);
}
