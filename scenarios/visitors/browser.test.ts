import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { browsingDay } from './browser.ts';
import type { Catalogue } from './catalogue.ts';
import { frontEndOf } from './front-end.ts';
import { replyWith } from './reply.ts';
import type { Step } from './steps.ts';
import { visit } from './visit.ts';

const frontEnd = {
  tag: '"one"',
  siteStyle: '/assets/site-1.css',
  assets: ['/assets/site-1.css', '/assets/booking-2.js', '/assets/signs-3.woff'],
};
const catalogue: Catalogue = {
  tenant: 'riviera',
  bookable: { from: '2026-11-22', to: '2027-11-21' },
  properties: [{ code: 'RIV1', unitGroups: [{ id: 1, maxPersons: 4 }] }],
  frontEnd,
};

/** A whole visit on a site where nothing is free. */
function stepsOf(seed: number): Step[] {
  const options = { random: seededRandom(seed), catalogue, visitId: `${seed}`, underway: false };
  const played = visit(browsingDay, options);
  const steps: Step[] = [];
  for (let next = played.next(); next.done !== true;) {
    steps.push(next.value);
    const isRequest = next.value.kind === 'request';
    next = played.next(isRequest ? replyWith(200, { tenant: 'riviera', units: [] }) : undefined);
  }
  return steps;
}

describe("a visitor's browser", () => {
  test.prop([fc.integer({ min: 1, max: 100_000 })])(
    'loads what is named by its content once, and the booking page before it is used',
    (seed) => {
      const steps = stepsOf(seed);
      const assets = steps.flatMap((step) =>
        step.kind === 'load' && step.name === 'asset' ? step.paths : [],
      );
      expect(new Set(assets).size).toBe(assets.length);
      const isReturning = assets.length === 0;
      const pages = steps.flatMap((step) =>
        step.kind === 'request' && step.name === 'booking-page' ? [step] : [],
      );
      // Who has been here before asks whether it is still the same, as does who comes back to it later.
      expect(pages.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual(
        pages.map((_, n) => (n > 0 || isReturning ? frontEnd.tag : undefined)),
      );
      const first = steps.findIndex((step) => step.kind === 'request' && step.name === 'offers');
      if (first === -1) return;
      const before = steps.slice(0, first).flatMap((step) => ('name' in step ? [step.name] : []));
      expect(before).toEqual(expect.arrayContaining(['booking-page', 'inventory', 'visit']));
      if (!isReturning) expect(new Set(assets)).toEqual(new Set(frontEnd.assets));
    },
  );

  it('is new to the site for seven visitors in ten', () => {
    const visits = Array.from({ length: 1000 }, (_, seed) => stepsOf(seed + 1));
    const cold = visits.filter((steps) =>
      steps.some((step) => step.kind === 'load' && step.name === 'asset'),
    );
    expect(cold.length).toBeGreaterThan(650);
    expect(cold.length).toBeLessThan(750);
  });
});

describe('what a booking page loads', () => {
  const text =
    '<link rel="stylesheet" href="/assets/site-1.css" /><a href="/">Home</a><script type="module" src="/assets/booking-2.js"></script>';

  it('stands in its text and in its styles', () => {
    const style = '@font-face{src:url(signs-3.woff)}a{background:url("data:image/png;base64,x")}';
    expect(
      frontEndOf({ text, tag: '"one"' }, [{ address: '/assets/site-1.css', text: style }]),
    ).toEqual(frontEnd);
  });

  it('cannot be kept without an entity tag', () => {
    expect(() => frontEndOf({ text, tag: undefined }, [])).toThrow(
      '/book is no page of a booking front end: it needs an entity tag (ETag) and styles below /assets/.',
    );
  });
});
