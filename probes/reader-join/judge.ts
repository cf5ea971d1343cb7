import { formatSeconds } from '../../core/duration.ts';
import type { ChecksFigures } from '../../core/probe-folder/checks.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { chanceBand } from '../../core/statistics/windows/chance-band.ts';
import { nothingToJudge, verdictOfChecks } from '../contract/checks.ts';
import type { Settings } from '../contract/probe.ts';
import { asShares } from '../reader-balance/facts/readers.ts';
import { percent } from '../reader-balance/words/words.ts';
import { joiningChecks } from './checks/joining.ts';
import { leavingChecks } from './checks/leaving.ts';
import { type Changes, changesOf } from './facts/changes.ts';
import { type Joining, joiningOf, level } from './facts/joining.ts';
import { leavingOf } from './facts/leaving.ts';
import { momentsOf } from './facts/sessions.ts';
import type { Sample } from './samples/sample.ts';

const probe = 'reader-join';

/** How a reader that joined came to its share, and what it cost that one left. */
export function judge(samples: readonly Sample[], settings: Settings): ProbeVerdict {
  const changes = changesOf(samples);
  const joining = joiningOf(samples, changes, settings);
  const leaving = leavingOf(samples, changes);
  if (joining === undefined && leaving === undefined)
    return nothingToJudge(probe, 'No reader joined or left while it was looked at.');
  const joined =
    joining === undefined ? { checks: [], finding: undefined } : joiningChecks(joining);
  const checks = [...joined.checks, ...(leaving === undefined ? [] : leavingChecks(leaving))];
  const words = {
    probe,
    failed: joined.finding ?? 'left-with-errors',
    passed: joining === undefined ? 'left' : 'joined',
  };
  const figures: ChecksFigures = {
    facts: joining === undefined ? [] : factsOf(joining),
    checks,
    ...(joining === undefined ? {} : { bars: barsOf(joining) }),
    lines: linesOf(samples, changes, joining?.ids ?? changes.first),
  };
  return verdictOfChecks(words, figures, remarksOf(changes, joining));
}

function after(ms: number | undefined): string {
  return ms === undefined ? 'not yet' : formatSeconds(ms / 1000);
}

function factsOf({ fair, firstConnection, half, ninety, effect }: Joining): ChecksFigures['facts'] {
  return [
    { name: 'First connection', value: after(firstConnection) },
    { name: 'Half of its share', value: after(half) },
    { name: '90 % of its share', value: after(ninety) },
    { name: 'Fair share', value: percent(fair) },
    { name: 'Effect ruled out', value: `${effect} ×` },
  ];
}

function barsOf({
  ids,
  reader,
  fair,
  counts,
  windows,
  moments,
}: Joining): NonNullable<ChecksFigures['bars']> {
  const opened = asShares(counts);
  const sessions = asShares(moments.at(-1)?.sessions ?? counts);
  return {
    about: `Since ${reader} joined. The mark is the fair share, the band what chance leaves of new connections in 95 % of cases.`,
    units: ids.map((name, place) => {
      const share = name === reader ? fair : (1 - fair) / Math.max(1, ids.length - 1);
      const band = chanceBand(Math.round(windows), share, level);
      return {
        name,
        fair: share,
        rows: [
          { name: 'New connections', share: opened[place] ?? 0, band },
          { name: 'Sessions at the end', share: sessions[place] ?? 0, band },
        ],
      };
    }),
  };
}

function linesOf(
  samples: readonly Sample[],
  { joined, left }: Changes,
  ids: readonly string[],
): NonNullable<ChecksFigures['lines']> {
  const moments = momentsOf(samples, ids);
  const from = moments[0]?.at ?? 0;
  const second = (at: number): number => (at - from) / 1000;
  return {
    caption: 'Sessions of clients',
    seconds: moments.map(({ at }) => second(at)),
    series: ids.map((name, place) => ({
      name,
      values: moments.map(({ sessions }) => sessions[place] ?? null),
    })),
    marks: [
      ...(joined === undefined
        ? []
        : [{ second: second(joined.at), text: `${joined.reader} joined` }]),
      ...(left === undefined ? [] : [{ second: second(left.at), text: `${left.reader} left` }]),
    ],
  };
}

function remarksOf({ joined, left }: Changes, joining: Joining | undefined): string[] {
  return [
    ...(joined === undefined ? ['No reader joined.'] : []),
    ...(left === undefined ? ['No reader left: what that costs is not known.'] : []),
    ...(joining === undefined || joining.answers > 0
      ? []
      : [
          "The endpoint's own name server was not asked: whether it gives the reader out is not known.",
        ]),
    'Readers are looked at once a second: times are right to a second or two.',
  ];
}
