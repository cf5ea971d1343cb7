type Environment = Readonly<Record<string, string | undefined>>;

/** Variables by which Artillery plays, reports or loads something else than the script says. */
const ofOurs: ReadonlySet<string> = new Set([
  'ARTILLERY_PLUGINS',
  'ARTILLERY_PLUGIN_PATH',
  'CUSTOM_REPORTERS',
  'WORKERS',
  'WORKER_ID',
]);

/** What Artillery is started with of the user's environment, and what is to be told of the rest. */
export interface EnvironmentForArtillery {
  readonly env: Environment;
  readonly note: string | undefined;
}

/** A script of the user's own is played as under Artillery; a profile of ours has a load of its own. */
export function environmentFor(env: Environment, isOurs: boolean): EnvironmentForArtillery {
  const left = [...ofOurs].filter((name) => isOurs && env[name] !== undefined).toSorted();
  if (left.length === 0) return { env, note: undefined };
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !left.includes(name)));
  const are = left.length === 1 ? 'is' : 'are';
  const why = 'a profile\'s load is its own, see the flags of "bilancia run --help"';
  return { env: kept, note: `${left.join(', ')} ${are} set, and not used: ${why}.` };
}
