import type { FakeAws } from './fake/server.ts';
import { startFakeAws } from './fake/server.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';

/** An account of its own for each test, because accounts remember. */
export async function inAccount(
  work: (session: Session, fake: FakeAws) => Promise<void>,
): Promise<void> {
  const fake = await startFakeAws();
  const session = openSession(fake.url);
  try {
    await work(session, fake);
  } finally {
    session.connections.close();
    await fake.close();
  }
}
