import { describe, expect, it } from 'vitest';
import type { Outcome } from './apply.ts';
import type { Fault } from './testing/fake/faults.ts';
import { denied, every, failed, isWrite, nthWrite, on, throttled } from './testing/fake/faults.ts';
import type { FakeAws } from './testing/fake/server.ts';
import { startFakeAws } from './testing/fake/server.ts';
import { alarm, everything, setOf } from '../definitions/testing/sample.ts';
import type { Session } from './testing/session.ts';
import { openSession } from './testing/session.ts';

async function withFaults(
  faults: readonly Fault[],
  work: (session: Session, fake: FakeAws) => Promise<void>,
): Promise<void> {
  const fake = await startFakeAws();
  const session = openSession(fake.url);
  fake.plant(...faults);
  try {
    await work(session, fake);
  } finally {
    session.connections.close();
    await fake.close();
  }
}

/** Few enough that waiting after each throttled request takes seconds. */
const some = setOf(
  { kind: 'topic', name: 't' },
  alarm('a', { actions: { alarm: [{ topic: 't' }] } }),
  { kind: 'composite-alarm', name: 'c', rule: 'ALARM(a)' },
  {
    kind: 'event-rule',
    name: 'e',
    eventPattern: { source: ['aws.ecr'] },
    targets: [{ topic: 't' }],
  },
);

const converged = { changes: [], refusals: [] };

describe('applying in spite of', () => {
  it.each([
    ['throttling of every third request', [every(3, throttled)]],
    [
      'a connection that drops before every seventh request is done',
      [every(7, { kind: 'drop', when: 'before' })],
    ],
    [
      'a connection that drops after every fifth request is done',
      [every(5, { kind: 'drop', when: 'after' })],
    ],
  ] as const)('%s brings everything about, and deletes everything', async (_name, faults) => {
    await withFaults(faults, async (session, fake) => {
      const outcomes = await session.apply(some);
      expect(outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
      expect(await session.plan(some)).toMatchObject(converged);
      await session.apply(setOf());
      expect(fake.account.tags.size).toBe(0);
    });
  });

  it.each([1, 4, 7, 12])(
    'a refusal of change %i says what was not done, and goes on later',
    async (nth) => {
      await withFaults([nthWrite(nth, failed)], async (session, fake) => {
        const outcomes = await session.apply(everything);
        const failures = outcomes.filter(({ outcome }) => outcome === 'failed');
        expect(failures).toHaveLength(1);
        fake.plant();
        await session.apply(everything);
        expect(await session.plan(everything)).toMatchObject(converged);
      });
    },
  );
});

function reasonOf(outcome: Outcome): string {
  if (outcome.outcome === 'done') return '';
  return outcome.outcome === 'failed' ? outcome.failure.code : outcome.reason;
}

describe('a change that fails', () => {
  it('keeps back what needs it, and every deletion, but nothing else', async () => {
    await withFaults([], async (session, fake) => {
      await session.apply(setOf(alarm('going')));
      fake.plant(on('CreateTopic', failed));
      const outcomes = await session.apply(
        setOf(
          { kind: 'topic', name: 't' },
          alarm('telling', { actions: { alarm: [{ topic: 't' }] } }),
          alarm('quiet'),
          { kind: 'composite-alarm', name: 'above', rule: 'ALARM(telling)' },
        ),
      );
      expect(
        outcomes.map((outcome) => [
          outcome.change.resource.name,
          outcome.outcome === 'left' ? outcome.reason : outcome.outcome,
        ]),
      ).toEqual([
        ['t', 'failed'],
        ['telling', 'it needs topic "t" in eu-south-1'],
        ['quiet', 'done'],
        ['above', 'it needs metric alarm "telling" in eu-south-1'],
        ['going', 'nothing is deleted until all other changes are made'],
      ]);
    });
  });

  it('ends everything when no other request would fare better', async () => {
    await withFaults([], async (session, fake) => {
      const gone = on('PutMetricAlarm', { kind: 'drop', when: 'before' });
      fake.plant(gone);
      const outcomes = await session.apply(setOf(alarm('a'), alarm('b')));
      expect(outcomes.map((outcome) => [outcome.outcome, reasonOf(outcome)])).toEqual([
        ['failed', 'aws-unreachable'],
        ['left', 'further requests would fail in the same way'],
      ]);
    });
  });

  it('lets the change under way end when it is interrupted, and leaves the others', async () => {
    await withFaults([], async (session, fake) => {
      const interruption = new AbortController();
      const outcomes = await session.apply(setOf(alarm('a'), alarm('b'), alarm('c')), {
        interrupted: interruption.signal,
        onOutcome: ({ change }) => {
          if (change.resource.name === 'b') interruption.abort();
        },
      });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'left']);
      expect(fake.requests.filter(isWrite)).toHaveLength(2);
    });
  });
});

describe('what AWS answers', () => {
  it.each([
    [
      denied('DescribeAlarms'),
      'AWS denies cloudwatch:DescribeAlarms in eu-south-1: User: arn:aws:iam::012345678901:user/ci is not authorized to perform: DescribeAlarms. The identity in use needs the permission cloudwatch:DescribeAlarms.',
    ],
    [
      denied('ListTopics'),
      'AWS denies sns:ListTopics in eu-south-1: User: arn:aws:iam::012345678901:user/ci is not authorized to perform: ListTopics. The identity in use needs the permission sns:ListTopics.',
    ],
    [
      on('DescribeMetricFilters', failed),
      'AWS refuses logs:DescribeMetricFilters in eu-south-1: ValidationException: Planted: the request is not valid.',
    ],
  ])('comes as one line (%#)', async (fault, message) => {
    await withFaults([fault], async (session) => {
      await expect(session.plan(everything)).rejects.toThrow(message);
    });
  });

  it('names the account that the definitions are not for', async () => {
    const fake = await startFakeAws({ accountId: '444455556666' });
    const session = openSession(fake.url);
    await expect(session.plan(everything)).rejects.toThrow(
      'The definitions are for account 012345678901, but the credentials belong to account 444455556666. Choose others with --profile.',
    );
    session.connections.close();
    await fake.close();
  });

  it('is missed at an endpoint where nobody listens', async () => {
    const fake = await startFakeAws();
    await fake.close();
    const session = openSession(fake.url);
    const { host } = new URL(fake.url);
    await expect(session.plan(everything)).rejects.toThrow(
      `AWS cannot be reached at ${host}: connect ECONNREFUSED ${host}. Check the region, --endpoint-url, AWS_ENDPOINT_URL and the network.`,
    );
    session.connections.close();
  });

  it('is throttling, in the end, when waiting did not help', async () => {
    const fake = await startFakeAws();
    const session = openSession(fake.url, 2);
    fake.plant(on('ListTopics', throttled));
    await expect(session.plan(setOf())).rejects.toThrow(
      'AWS still throttles sns:ListTopics in eu-south-1 after several retries: Rate exceeded. Run the command again later; what was done stays done.',
    );
    expect(fake.requests.filter(({ operation }) => operation === 'ListTopics')).toHaveLength(2);
    session.connections.close();
    await fake.close();
  });
});
