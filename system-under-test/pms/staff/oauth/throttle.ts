/** Failed sign-ins that an account may have within `windowSeconds`; each task counts its own. */
const most = 10;
const windowSeconds = 60;

/** Accounts that are remembered at most: whoever makes up names cannot fill a task's memory. */
const remembered = 10_000;

export interface Throttle {
  /** Seconds until this account may try again, 0 when it may now. */
  readonly waitSeconds: (account: string) => number;
  readonly failed: (account: string) => void;
}

/** Slows down those who guess at secrets: after ten failures an account waits until a minute after the first of them. */
export function signInThrottle(now: () => number): Throttle {
  const failures = new Map<string, { count: number; readonly until: number }>();
  const current = (account: string) => {
    const found = failures.get(account);
    if (found === undefined || found.until > now()) return found;
    failures.delete(account);
    return undefined;
  };
  return {
    waitSeconds(account) {
      const found = current(account);
      return found === undefined || found.count < most
        ? 0
        : Math.ceil((found.until - now()) / 1000);
    },
    failed(account) {
      const found = current(account);
      if (found !== undefined) {
        found.count += 1;
        return;
      }
      const [oldest] = failures.keys();
      if (failures.size >= remembered && oldest !== undefined) failures.delete(oldest);
      failures.set(account, { count: 1, until: now() + windowSeconds * 1000 });
    },
  };
}
