import { withRole } from '../../core/with-role.ts';
import { type Drill, type DrillProbe, type DrillStep, instancesOf } from './drill.ts';
import { allHealthy, oneWriter, siteAnswers, siteAwayFor } from './hypotheses.ts';
import { searcher } from './searcher.ts';

/** As many readers as it takes away, one by one. */
const mostReaders = 3;
const goneSeconds = 10;
const searches = 30;
const searchSeconds = 60;

/** The only reader is lost, after all others, and stays away: the writer has to answer what readers did. */
export function noReader(): Drill {
  const visitor = searcher();
  return {
    name: 'reader-loss',
    how: 'only',
    title: 'Without any reader the writer answers those who only read',
    description:
      'Readers are taken away one by one, the only one in the end too. Searches go on by the writer, and the readers come back.',
    needs: ['change-readers'],
    hypothesis: {
      title: 'Visitors are answered, and every database node is healthy',
      probes: [siteAnswers, oneWriter, allHealthy('writer', 'reader'), fewReaders],
    },
    method: [
      { ...visitor.begins, type: 'probe', withinSeconds: 20 },
      ...Array.from({ length: mostReaders }, (_, nth) => takeAway(nth)),
      { ...noneLeft, type: 'probe', withinSeconds: goneSeconds },
      { ...visitor.goesOn(searches), type: 'probe', withinSeconds: searchSeconds },
      { ...visitor.noneFailed, type: 'probe', withinSeconds: 0 },
    ],
    stopConditions: [siteAwayFor(90)],
    settled: [visitor.ends, allHealthy('writer', 'reader')],
    auditsWrites: true,
  };
}

function takeAway(nth: number): DrillStep {
  return {
    type: 'action',
    name: nth === 0 ? 'take a reader away' : 'take the next reader away, if there is one',
    action: async (situation) => {
      // Places are filled from the first on: what is brought back, the last first, gets its own again.
      const victim = withRole(await instancesOf(situation), 'reader')
        .toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
        .at(-1);
      if (victim === undefined) return undefined;
      situation.victims.push(victim);
      const { id, zone, tier, class: size } = victim;
      return {
        name: 'remove-reader',
        given: {
          part: id,
          ...(zone === undefined ? {} : { zone }),
          ...(tier === undefined ? {} : { tier: String(tier) }),
          ...(size === undefined ? {} : { class: size }),
        },
      };
    },
    undo: ({ given: { part = '', ...given } }) => ({
      name: `bring a reader back in place of ${part}`,
      action: { name: 'add-reader', given: { ...given, inPlaceOf: part } },
    }),
  };
}

const fewReaders: DrillProbe = {
  name: `there are readers, and no more than ${mostReaders}`,
  look: async (situation) => {
    const { length } = withRole(await instancesOf(situation), 'reader');
    return { isMet: length > 0 && length <= mostReaders, output: `${length}` };
  },
};

const noneLeft: DrillProbe = {
  name: 'no reader is left',
  look: async (situation) => {
    const left = withRole(await instancesOf(situation), 'reader').map(({ id }) => id);
    return { isMet: left.length === 0, output: left.join(', ') || 'there is none' };
  },
};
