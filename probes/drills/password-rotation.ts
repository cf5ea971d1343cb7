import { reasonOf } from '../../core/errors.ts';
import { databaseNow } from '../../targets/target.ts';
import { withConnection } from '../database/connection.ts';
import { booker } from './booker.ts';
import { type Drill, type DrillKind, type DrillProbe, type DrillStep, wayOf } from './drill.ts';
import { allHealthy, siteAnswers, siteAwayFor } from './hypotheses.ts';

const titles = {
  alternating: 'A password that is rotated between two accounts costs no booking',
  single: 'A password that is rotated in its account costs what the moment between costs',
} as const;
type Way = keyof typeof titles;

const soonSeconds = 10;
const bookings = 8;

/** Secrets Manager gives every account of applications a new password, while they need new connections. */
export const passwordRotation: DrillKind = {
  brief: 'every account gets a new password, while its programs need new connections',
  ways: Object.keys(titles),
  build: (how, back) => build(wayOf(titles, how, 'alternating'), back),
};

function build(how: Way, back: boolean): Drill {
  const visitor = booker();
  // The second rotation is the one after which the first password opens nothing any more, in either way.
  const rounds = back ? ['', ' again'] : [''];
  return {
    name: 'password-rotation',
    how,
    title: titles[how],
    description:
      'Passwords are created, set, tested and finished as Secrets Manager does it. After each step that matters, idle connections are ended, so that programs need new ones.',
    needs: ['rotate-password'],
    hypothesis: {
      title: 'Bookings are taken, and the password that programs read opens the database',
      probes: [siteAnswers, allHealthy('task', 'writer', 'reader'), secretOpens],
    },
    method: [
      { ...visitor.begins, type: 'probe', withinSeconds: 20 },
      ...rounds.flatMap((again) => rotation(how, again)),
      { ...visitor.goesOn(bookings), type: 'probe', withinSeconds: 15 },
      ...(how === 'alternating'
        ? [{ ...visitor.noneFailed, type: 'probe' as const, withinSeconds: 0 }]
        : [{ ...visitor.failed, type: 'probe' as const, withinSeconds: 0 }]),
    ],
    stopConditions: [siteAwayFor(20)],
    settled: [visitor.kept, secretOpens],
    auditsWrites: true,
  };
}

function rotation(how: Way, again: string): DrillStep[] {
  let before: string | undefined;
  const step = (name: string, what: string): DrillStep => ({
    type: 'action',
    name: `${name}${again}`,
    action: async ({ target }) => {
      before ??= (await databaseNow(target))?.audit?.password;
      return { name: 'rotate-password', given: { step: what, how } };
    },
    // What is set has to be told: a password that nobody knows would be worse than the drill.
    ...(what === 'set'
      ? {
          undo: () => ({
            name: `finish the rotation${again}`,
            action: { name: 'rotate-password', given: { step: 'finish', how } },
          }),
        }
      : {}),
  });
  return [
    step('create new passwords', 'create'),
    step('set them in the database', 'set'),
    step('end idle connections, while programs read the old ones', 'end-idle'),
    step('test them', 'test'),
    step('finish: programs read the new ones', 'finish'),
    {
      type: 'probe',
      name: `programs read another password${again}`,
      withinSeconds: soonSeconds,
      look: async ({ target }) => {
        const now = (await databaseNow(target))?.audit?.password;
        const isMet = now !== undefined && before !== undefined && now !== before;
        return { isMet, output: isMet ? 'it is another' : 'it is the same' };
      },
    },
    step('end idle connections, while programs read the new ones', 'end-idle'),
  ];
}

/** What a program reads now is what the database takes. */
const secretOpens: DrillProbe = {
  name: 'the password that programs read opens the database',
  look: async ({ target }) => {
    const database = await databaseNow(target);
    if (database?.audit === undefined) return { isMet: false, output: 'there is none to be read' };
    try {
      await withConnection(database.audit, database.writer, undefined, async () => undefined);
      return { isMet: true, output: 'it does' };
    } catch (error) {
      return { isMet: false, output: reasonOf(error) };
    }
  },
};
