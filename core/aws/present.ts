import { isMissing } from './failures.ts';

/**
 * What a request about something that was just listed gives; nothing, when it was deleted in between, as alarms of an
 * auto scaling group are all the time.
 */
export async function present<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (thrown) {
    if (isMissing(thrown)) return undefined;
    throw thrown;
  }
}
