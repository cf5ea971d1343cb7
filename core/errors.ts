/**
 * Every error a user can cause, as one closed list: a code, and the one line that says what is wrong, where, and what
 * to do about it. A code's exit status is 2, "could not run"; anything that is not listed here is a defect of ours and
 * shows its stack.
 */
const messages = {
  'unknown-name': (d: {
    what: string;
    given: string;
    nearest?: string | undefined;
    known: readonly string[];
    hint?: string;
  }) =>
    `Unknown ${d.what} "${d.given}".${d.nearest === undefined ? '' : ` Did you mean "${d.nearest}"?`} Known: ${d.known.join(', ')}.${d.hint === undefined ? '' : ` ${d.hint}`}`,
  'bad-value': (d: { what: string; given: string; expected: string }) =>
    `${d.what} is "${d.given}", but must be ${d.expected}.`,
  'bad-usage': (d: { problem: string; help: string }) => `${d.problem}. See "${d.help}".`,
  'component-missing': (d: { component: string; remedy: string }) =>
    `${d.component} is not installed. ${d.remedy}`,
  'build-failed': (d: { what: string; reason: string }) => `${d.what} cannot be built: ${d.reason}`,
  'port-taken': (d: { address: string; remedy: string }) =>
    `${d.address} is already in use. ${d.remedy}`,
  'cluster-already-up': (d: { name: string; pid: number }) =>
    `Cluster "${d.name}" is already up (process ${d.pid}). Take it down with "bilancia down --name ${d.name}", or start another with --name.`,
  'cluster-not-up': (d: { name: string }) =>
    `Cluster "${d.name}" is not up. Start it with "bilancia up --name ${d.name}".`,
  'cluster-not-answering': (d: { name: string; pid: number }) =>
    `Cluster "${d.name}" does not answer (process ${d.pid}): it is still starting, or it hangs. End it with "bilancia down --name ${d.name}".`,
  'cluster-failed': (d: { part: string; reason: string; log: string }) =>
    `The cluster did not start: ${d.part}: ${d.reason}. Its log ends with: ${d.log}`,
  'target-unreachable': (d: { url: string; reason: string }) =>
    `The target ${d.url} cannot be reached: ${d.reason}. Check the URL, and that the system is up.`,
  'target-unhealthy': (d: { url: string; status: number }) =>
    `The target's health page ${d.url} answers ${d.status}, not 2xx. Load on an unhealthy system proves nothing: fix it before testing.`,
  'target-not-bookable': (d: {
    profile: string;
    tenant: string;
    host: string;
    url: string;
    reason: string;
  }) =>
    `The target cannot be played by "${d.profile}", whose visitors speak the reference system's booking API: ${d.url} ${d.reason} for tenant ${d.tenant} (Host: ${d.host}). Check the tenants of the target file, or play a script of your own: "bilancia run ./yours.js --target FILE".`,
  'target-without-staff': (d: { profile: string }) =>
    `"${d.profile}" signs in at the desk, and the target says nobody who may. Name a file of staff accounts in its target file (staff: ./staff.json), or play a profile of guests.`,
  'target-not-loopback': (d: { host: string; flag: string }) =>
    `${d.host} is not on this machine. Put load only on systems that you may test: confirm with ${d.flag}.`,
  'load-elsewhere': (d: { host: string; kept: boolean; flag: string }) =>
    `The script turned to ${d.host}, which is not on this machine, and the run was ended${d.kept ? ' before anything was sent there' : ''}. Take it out of the script, or confirm with ${d.flag} if you may test that as well.`,
  'unreadable-file': (d: { what: string; path: string; reason: string; expected: string }) =>
    // Parsers quote what they could not read, with its line ends.
    `${d.what} ${d.path} cannot be used: ${d.reason.replaceAll(/\s*\n\s*/g, ' ')}. Expected ${d.expected}.`,
  'run-folder-in-use': (d: { path: string; pid: number }) =>
    `Run folder ${d.path} is being written by process ${d.pid}. Wait for it, or choose another with --out.`,
  'run-folder-not-empty': (d: { path: string }) =>
    `${d.path} is not empty. A run never overwrites another: choose a new or empty folder with --out.`,
  'run-folder-not-made': (d: { path: string; reason: string }) =>
    `Run folder ${d.path} cannot be made: ${d.reason}. Choose a folder that can be written with --out.`,
  'runs-do-not-belong-together': (d: { path: string; other: string; reason: string }) =>
    `${d.path} cannot be merged with ${d.other}: ${d.reason}. Merge runs that played parts of one load at the same time.`,
  'cannot-compare': (d: { folder: string; other: string; run: string }) =>
    `${d.folder} and ${d.other} are both run ${d.run}, which tells nothing beside itself and nothing more the second time. Name each run once.`,
  'cannot-distribute': (d: { what: string; reason: string; remedy: string }) =>
    `${d.what} cannot be distributed: ${d.reason}. ${d.remedy}`,
  'disk-full': (d: { path: string }) =>
    `The disk that holds ${d.path} is full. What was written so far is kept; make room and run again.`,
  'database-gone': (d: { endpoint: string; reason: string }) =>
    `The target's database ${d.endpoint} stopped answering: ${d.reason}. The run folder is kept, but the database was not checked to the end.`,
  'database-refused': (d: { endpoint: string; reason: string }) =>
    `The target's database ${d.endpoint} cannot be checked: ${d.reason}. Check the account, and that the schemas are those of the reference system.`,
  'privilege-missing': (d: { user: string; endpoint: string; what: string; grant: string }) =>
    `Database user ${d.user} may not see ${d.what} on ${d.endpoint}. Give it the right to: ${d.grant}.`,
  'probe-impossible': (d: { probe: string; target: string; reason: string; remedy: string }) =>
    `The probe ${d.probe} cannot look at ${d.target}: ${d.reason}. ${d.remedy}`,
  'exec-impossible': (d: { task: string; reason: string; remedy: string }) =>
    `No command can be run in ${d.task}: ${d.reason}. ${d.remedy}.`,
  'engine-rejected-script': (d: { engine: string; script: string; message: string }) =>
    `${d.engine} cannot run ${d.script}: ${d.message}`,
  'too-many-visitors': (d: { visitors: number; reason: string; remedy: string }) =>
    `${d.visitors} visitors are too many: ${d.reason}. ${d.remedy}`,
  'revision-not-had': (d: { revision: string; reason: string }) =>
    `Revision "${d.revision}" of the reference system cannot be had: ${d.reason}. Name a commit, branch or tag of the repository that Bilancia runs from.`,
  'bad-filter-pattern': (d: { error: string }) => d.error,
  'bad-text': (d: { error: string }) => d.error,
  'aws-credentials': (d: { reason: string; profileBy?: string | undefined }) =>
    `No working AWS credentials: ${d.reason}. ${d.profileBy ?? 'Pass --profile'}, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
  'aws-denied': (d: { action: string; region: string; reason: string }) =>
    `AWS denies ${d.action} in ${d.region}: ${d.reason}. The identity in use needs the permission ${d.action}.`,
  'aws-unreachable': (d: { host: string; reason: string; endpointBy?: string | undefined }) =>
    `AWS cannot be reached at ${d.host}: ${d.reason}. Check the region, ${d.endpointBy ?? '--endpoint-url'}, AWS_ENDPOINT_URL and the network.`,
  'aws-throttled': (d: { action: string; region: string; reason: string }) =>
    `AWS still throttles ${d.action} in ${d.region} after several retries: ${d.reason}. Run the command again later; what was done stays done.`,
  'aws-unimplemented': (d: { action: string; region: string; reason: string }) =>
    `The endpoint does not offer ${d.action} in ${d.region}: ${d.reason}.`,
  'aws-refused': (d: { action: string; region: string; reason: string }) =>
    `AWS refuses ${d.action} in ${d.region}: ${d.reason}.`,
  interrupted: (d: { before: string }) => `Interrupted before ${d.before}.`,
  'aws-account': (d: { expected: string; actual: string }) =>
    `The definitions are for account ${d.expected}, but the credentials belong to account ${d.actual}. Choose others with --profile.`,
  'aws-region-missing': (d: { source: string }) =>
    `${d.source} names no region. Pass --region, or set AWS_REGION.`,
  'stack-missing': (d: { source: string }) =>
    `${d.source} does not name its stack. Pass --stack NAME, or write stack: 'NAME' beside environment. Resources of the stack that are not defined any more are deleted.`,
  'plan-refused': (d: { count: number; first: string }) =>
    `Nothing changed: ${d.count} of the definitions cannot be applied. The first: ${d.first}`,
  'plan-stale': (d: { path: string; reason: string }) =>
    `Nothing changed: the plan ${d.path} is out of date: ${d.reason}. Make a new one with "bilancia monitors plan --out".`,
  'not-confirmed': (d: { changes: number; command: string }) =>
    `Nothing changed: pass --yes to apply the changes (${d.changes}): "${d.command}".`,
  'apply-incomplete': (d: { done: number; left: number; reason: string }) =>
    `${d.done} of ${d.done + d.left} changes were made: ${d.reason} Apply again to make the rest.`,
  'bad-definition': (d: { error: string }) => d.error,
  'drill-action-failed': (d: { action: string; reason: string }) =>
    `The action "${d.action}" was not done: ${d.reason}.`,
  'drill-not-possible': (d: { drill: string; target: string; lacks: string }) =>
    `The drill "${d.drill}" cannot be done on ${d.target}: it does not offer ${d.lacks}. Choose another drill or target; nothing was started.`,
  'drill-not-confirmed': (d: { drill: string; target: string }) =>
    `Nothing was started: the drill "${d.drill}" breaks something on ${d.target}. Look at what it does with --dry-run, and confirm by the same command with --yes.`,
  'drill-nothing-to-recover': (d: { place: string }) =>
    `No drill that was cut short is known in ${d.place}. Pass the folder of the drill: "bilancia drill --recover FOLDER".`,
  'file-exists': (d: { path: string }) =>
    `${d.path} already exists. Choose another with --out, or overwrite it with --force.`,
} as const satisfies Record<string, (details: never) => string>;

export type ErrorCode = keyof typeof messages;

/** The facts that the message of error `C` needs. */
export type ErrorDetails<C extends ErrorCode> = Parameters<(typeof messages)[C]>[0];

/** The messages once more, in the type that a generic code can index. */
const byCode: { readonly [C in ErrorCode]: (details: ErrorDetails<C>) => string } = messages;

/** An error that a user caused and can mend: printed as its one line, without a stack. */
export class BilanciaError extends Error {
  override readonly name = 'BilanciaError';
  readonly code: ErrorCode;
  readonly exitStatus = 2;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Builds the error `code` with its message; `cause` keeps what the machine said. */
export function knownError<C extends ErrorCode>(
  code: C,
  details: ErrorDetails<C>,
  cause?: unknown,
): BilanciaError {
  return new BilanciaError(
    code,
    byCode[code](details),
    cause === undefined ? undefined : { cause },
  );
}

/** What went wrong, in the words of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown instanceof AggregateError && thrown.message === '')
    return thrown.errors.map(reasonOf).join('; ');
  return thrown.message;
}

/** Whether a system call failed with this code, e.g. `ENOENT`. */
export function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
