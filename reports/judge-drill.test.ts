import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AlarmSeen } from '../core/run-folder/files/journal.ts';
import { runFile } from '../core/run-folder/path.ts';
import { heldDrill, type SyntheticDrill } from './testing/synthetic-drill.ts';
import { judgeDrill } from './judge-drill.ts';

const startedAt = Date.parse('2027-07-20T10:00:00.000Z');

async function judged(plant: (drill: SyntheticDrill) => void) {
  const drill = heldDrill(startedAt);
  plant(drill);
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-drill-'));
  try {
    await writeFile(runFile(folder, 'journal'), JSON.stringify(drill.journal));
    const lines = drill.events.map((event) => `${JSON.stringify(event)}\n`);
    if (lines.length > 0) await writeFile(runFile(folder, 'writeAudit'), lines.join(''));
    return await judgeDrill(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Takes an element of a client out of every read from some moment on. */
function lose(drill: SyntheticDrill, client: string, value: number): void {
  for (const event of drill.events)
    if (event.f === 'read' && event.client === client && event.value !== null)
      event.value = event.value.filter((one) => one !== value);
}

/** An alarm that had to fire and did after 60 s, but for what is said otherwise. */
function expectAlarm({ journal }: SyntheticDrill, changed: Partial<AlarmSeen> | undefined): void {
  const at = (seconds: number): string => new Date(startedAt + seconds * 1000).toISOString();
  const moments = { causeAt: at(12), firedAt: at(70), notifiedAt: at(70) };
  const seen = { alarm: 'prod-critical', state: 'fired' as const, ...moments, why: '', ...changed };
  journal.bilancia.alarms = {
    definitions: 'prod.monitors.ts',
    expected: ['prod-critical'],
    seen: changed === undefined ? [] : [seen],
    marker: { text: 'bilancia drill 1a2b3c4d', collectedAt: at(11) },
  };
}

/** Each plants one thing, and says the outcome and the sentence that must come of it. */
const faults: Readonly<Record<string, readonly [(drill: SyntheticDrill) => void, string, string]>> =
  {
    'a lost write': [
      (drill) => lose(drill, 'pool', 42),
      'fail',
      '1 write of the client pool was acknowledged or seen, and lost; the objective allows 0.',
    ],
    'nobody there of whom its title speaks': [
      ({ journal }) => {
        journal.bilancia.needsVisitors = true;
      },
      'inconclusive',
      'Without visitors nobody saw whether this holds: "A dead writer costs seconds, not bookings". Do it under load, --during SCENARIO.',
    ],
    'a write that is there twice': [
      ({ events }) => {
        for (const event of events)
          if (event.f === 'read' && event.value !== null) event.value.push(7);
      },
      'fail',
      '1 write of the client pool is there twice, or there although refused.',
    ],
    'a refused write that is there': [
      ({ events }) => {
        for (const event of events.slice(-6)) if (event.f === 'read') event.value?.push(105);
      },
      'fail',
      '1 write of the client pool is there twice, or there although refused.',
    ],
    'writes after the last read': [
      (drill) => {
        drill.events = drill.events.filter(
          ({ f, timeMs }) => f === 'add' || timeMs < startedAt + 28_000,
        );
      },
      'inconclusive',
      '20 acknowledged writes of the client pool-5s were not read back.',
    ],
    'an audit that ends while writes are away': [
      (drill) => {
        drill.events = drill.events.filter(({ timeMs }) => timeMs < startedAt + 11_000);
      },
      'inconclusive',
      'The write audit ends 19.1 s before the drill does.',
    ],
    'no audit at all': [
      (drill) => {
        drill.events = [];
      },
      'inconclusive',
      'No write was audited.',
    ],
    'writes that never came back': [
      (drill) => {
        drill.events = drill.events.map((event) =>
          event.f === 'add' && event.type === 'ok' && event.node === 2
            ? { ...event, type: 'fail', error: { class: 'stale-writer', message: 'read-only' } }
            : event,
        );
        for (const event of drill.events)
          if (event.f === 'read' && event.value !== null)
            event.value = event.value.filter((value) => value < 100);
      },
      'fail',
      'Writes of the client pool-5s were away for 19.9 s at the longest, and had not come back when the drill was over (noticed after 0.1 s, another promoted after 0.3 s more, its name given out after 1.0 s, used by the client after 18.5 s); the objective is 60 s.',
    ],
    'an objective that is stricter': [
      ({ journal }) => {
        journal.bilancia.objectives.rtoSeconds = 1;
      },
      'fail',
      'Writes of the client pool-5s were away for 2.0 s at the longest (noticed after 0.1 s, another promoted after 0.3 s more, its name given out after 1.0 s, used by the client after 0.6 s); the objective is 1 s.',
    ],
    'a fault that took no effect': [
      ({ journal }) => {
        Object.assign(journal.run[1] ?? {}, {
          status: 'failed',
          tolerance_met: false,
          output: 'none yet',
        });
        journal.status = 'failed';
      },
      'fail',
      'A step of the drill failed: another is the writer (none yet).',
    ],
    'nothing that was broken': [
      ({ journal }) => {
        journal.run = [];
      },
      'inconclusive',
      'The drill broke nothing.',
    ],
    'a drill that was killed': [
      ({ journal }) => {
        delete journal.end;
        journal.status = 'interrupted';
        journal.steady_states.after = null;
      },
      'inconclusive',
      'The drill was cut short: put right what it left with "bilancia drill --recover".',
    ],
    'a system that is not well afterwards': [
      ({ journal }) => {
        const { after } = journal.steady_states;
        if (after === null) return;
        after.steady_state_met = false;
        Object.assign(after.probes[0] ?? {}, { tolerance_met: false, output: '503' });
      },
      'fail',
      'The system was not well after the drill: the health page answers 200 (503).',
    ],
    'nobody who looked before': [
      ({ journal }) => {
        journal.steady_states.before = null;
      },
      'inconclusive',
      'Nobody looked whether the system was well before the drill.',
    ],
    'a stop condition that held': [
      ({ journal }) => {
        journal.status = 'aborted';
        journal.bilancia.stopped = 'no database node is a healthy writer for 90 s.';
      },
      'fail',
      'The drill was stopped: no database node is a healthy writer for 90 s.',
    ],
    'an alarm that stays silent': [
      (drill) => expectAlarm(drill, { state: 'silent', firedAt: null }),
      'fail',
      'The fault was not seen: the alarm prod-critical had to fire, and did not.',
    ],
    'an alarm that was on before': [
      (drill) => expectAlarm(drill, { state: 'early' }),
      'inconclusive',
      'The alarm prod-critical was on, or on its way, before the fault, and says nothing of it.',
    ],
    'an alarm that cannot be played': [
      (drill) => expectAlarm(drill, { state: 'not played', why: 'the run has no access log' }),
      'inconclusive',
      'It is not known whether the alarm prod-critical would have fired: the run has no access log.',
    ],
    'an alarm that nobody looked at': [
      (drill) => expectAlarm(drill, undefined),
      'inconclusive',
      'Nobody looked whether the alarm prod-critical fired.',
    ],
    'an alarm that tells nobody, where that is what is tried': [
      (drill) => {
        expectAlarm(drill, { notifiedAt: null });
        drill.journal.bilancia.drill = 'alarm';
      },
      'fail',
      'The alarm prod-critical fired 60.0 s after the fault (first seen in its metric after 2.0 s), and told nobody.',
    ],
    'a marked line that was not logged': [
      (drill) => {
        expectAlarm(drill, {});
        Object.assign(drill.journal.bilancia.alarms?.marker ?? {}, { collectedAt: null });
      },
      'fail',
      'The marked line "bilancia drill 1a2b3c4d" is not among what the service logged.',
    ],
    'what must be done by hand': [
      ({ journal }) => {
        journal.bilancia.byHand = ['It could not be undone: thaw db-1. Do it by hand.'];
      },
      'fail',
      'It could not be undone: thaw db-1. Do it by hand.',
    ],
  };

describe('the verdict on a drill', () => {
  it('is a pass when everything was seen and held, and says what it cost', async () => {
    const { outcome, findings } = await judged(() => undefined);
    expect(outcome).toBe('pass');
    expect(findings.map(({ summary }) => summary)).toEqual([
      'Nothing that the client pool was acknowledged is lost: 280 writes read back.',
      'Nothing that the client pool-5s was acknowledged is lost: 280 writes read back.',
      'Nothing that the client idle-pool was acknowledged is lost: 280 writes read back.',
      'Writes of the client pool-5s were away for 2.0 s at the longest (noticed after 0.1 s, another promoted after 0.3 s more, its name given out after 1.0 s, used by the client after 0.6 s); the objective is 60 s.',
      'A dead writer costs seconds, not bookings: it held.',
    ]);
  });

  it('tells when an alarm that had to fire did', async () => {
    const { outcome, findings, figures } = await judged((drill) => expectAlarm(drill, {}));
    expect(outcome).toBe('pass');
    expect(findings.map(({ summary }) => summary)).toContain(
      'The alarm prod-critical fired 60.0 s after the fault (first seen in its metric after 2.0 s), and told of it after 60.0 s.',
    );
    expect(figures?.alarms).toEqual([
      {
        alarm: 'prod-critical',
        state: 'fired',
        causeMs: 2000,
        firedMs: 60_000,
        notifiedMs: 60_000,
      },
    ]);
  });

  it.each(Object.entries(faults))('is no pass with %s', async (_, [plant, outcome, sentence]) => {
    const verdict = await judged(plant);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.findings.map(({ summary }) => summary)).toContain(sentence);
  });

  it('is none where the journal cannot be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bilancia-drill-'));
    await writeFile(runFile(folder, 'journal'), '{"bilancia": {');
    expect(await judgeDrill(folder)).toMatchObject({ outcome: 'inconclusive' });
    await rm(folder, { recursive: true });
  });
});
