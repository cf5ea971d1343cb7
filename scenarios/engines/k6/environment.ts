type Environment = Readonly<Record<string, string | undefined>>;

/** By which k6 is told what we tell it ourselves: where points, log and summary go, and when it ends. */
const ofOurs: ReadonlySet<string> = new Set([
  'K6_ADDRESS',
  'K6_CONSOLE_OUTPUT',
  'K6_CSV_FILENAME',
  'K6_CSV_SAVE_INTERVAL',
  'K6_CSV_TIME_FORMAT',
  'K6_LINGER',
  'K6_LOG_FORMAT',
  'K6_LOG_OUTPUT',
  'K6_NEW_MACHINE_READABLE_SUMMARY',
  'K6_OUT',
  'K6_PROFILING_ENABLED',
  'K6_SUMMARY_EXPORT',
  'K6_SUMMARY_MODE',
]);

/** What k6 is started with of the user's environment, and what is to be told of the rest. */
export interface EnvironmentForK6 {
  readonly env: Environment;
  readonly note: string | undefined;
}

/**
 * A script of the user's own is played as under k6: the shell's variables reach it, and those that k6 itself goes by
 * count, but for the few that say where its output goes. A profile of ours has a load of its own, which no `K6_VUS` that
 * somebody once exported may change.
 */
export function environmentForK6(env: Environment, isOurs: boolean): EnvironmentForK6 {
  const left = Object.keys(env)
    .filter((name) => name.startsWith('K6_') && env[name] !== undefined)
    .filter((name) => isOurs || ofOurs.has(name))
    .toSorted();
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !left.includes(name)));
  if (left.length === 0) return { env: kept, note: undefined };
  const why = isOurs
    ? 'a profile\'s load is its own, see the flags of "bilancia run --help"'
    : 'where the points, the log and the summary of k6 go is for Bilancia to say';
  const are = left.length === 1 ? 'is' : 'are';
  return { env: kept, note: `${left.join(', ')} ${are} set, and not used: ${why}.` };
}
