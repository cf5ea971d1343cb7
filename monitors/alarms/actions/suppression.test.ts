import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { playScenario, type TimedState } from '../../vectors/rows/scenario.ts';
import { initialSuppression, suppressorChanged, compositeChanged } from './suppression.ts';

const settings = { waitPeriod: 2, extensionPeriod: 3 };
const changes = fc
  .array(fc.record({ at: fc.nat(30), state: fc.constantFrom('OK' as const, 'ALARM' as const) }))
  .map((all): TimedState[] => all.toSorted((a, b) => a.at - b.at));

describe('suppression', () => {
  property.prop([changes, changes])(
    'runs actions at most once for each change of the composite alarm',
    (composite, suppressor) => {
      const { actions } = playScenario(composite, suppressor, settings);
      const states = ['OK', ...composite.map(({ state }) => state)];
      const transitions = states.filter(
        (state, index) => index > 0 && state !== states[index - 1],
      ).length;
      expect(actions.length).toBeLessThanOrEqual(transitions);
    },
  );

  property.prop([changes, changes])(
    'never runs actions while the suppressor is in ALARM',
    (composite, suppressor) => {
      for (const { at } of playScenario(composite, suppressor, settings).actions) {
        const before = suppressor.filter((change) => change.at < at).at(-1)?.state;
        const during = suppressor.filter((change) => change.at === at).at(-1)?.state;
        expect(during ?? before).not.toBe('ALARM');
      }
    },
  );

  property.prop([changes])(
    'without a suppressor in ALARM runs the actions a wait period after a change that lasts as long',
    (composite) => {
      const transitions = composite.filter(
        ({ state }, index) => state !== (composite[index - 1]?.state ?? 'OK'),
      );
      const lasting = transitions.filter(({ at }, index) => {
        const next = transitions[index + 1]?.at ?? Number.POSITIVE_INFINITY;
        return next - at > settings.waitPeriod;
      });
      expect(playScenario(composite, [], settings).actions).toEqual(
        lasting.map(({ at, state }) => ({ at: at + settings.waitPeriod, state })),
      );
    },
  );

  it('without periods runs actions at once', () => {
    const { actions } = playScenario([{ at: 1, state: 'ALARM' }], [], {
      waitPeriod: 0,
      extensionPeriod: 0,
    });
    expect(actions).toEqual([{ at: 1, state: 'ALARM' }]);
  });

  it('that goes into ALARM just when the wait period ends still suppresses', () => {
    const played = playScenario([{ at: 2, state: 'ALARM' }], [{ at: 4, state: 'ALARM' }], settings);
    expect(played.actions).toEqual([]);
  });

  it('has nothing to run when the composite alarm did not change meanwhile', () => {
    const played = playScenario(
      [],
      [
        { at: 1, state: 'ALARM' },
        { at: 5, state: 'OK' },
      ],
      settings,
    );
    expect(played.actions).toEqual([]);
  });

  it('goes on when the suppressor moves between OK and INSUFFICIENT_DATA', () => {
    const waiting = compositeChanged(initialSuppression('OK'), settings, 2).next;
    expect(suppressorChanged(waiting, settings, 'INSUFFICIENT_DATA', 3)).toEqual({
      next: { ...waiting, suppressor: 'INSUFFICIENT_DATA' },
      runs: false,
    });
  });
});
