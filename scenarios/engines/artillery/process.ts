import { setPriority } from 'node:os';
import { delimiter, extname, join } from 'node:path';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../../core/cache-folder.ts';
import { type ChildEnd, childEnd, spawnTied } from '../../../core/child-process.ts';
import { foreignVariable, outputVariable } from '../../artillery/output.ts';

/** An Artillery that plays a script. Its life is tied to this process. */
export interface ArtilleryProcess {
  readonly pid: number;
  /** What it prints, its script's own prints among it. Must be read, or it waits. */
  readonly output: Readable;
  readonly errors: Readable;
  readonly ended: Promise<ChildEnd>;
  /** Asks it to end early: requests under way are cut off. */
  readonly interrupt: () => void;
}

export interface ArtilleryOptions {
  /** Path of the script that Node runs. */
  readonly artillery: string;
  readonly script: string;
  readonly workingDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Handed to the script as its environment. */
  readonly settings: Readonly<Record<string, string>>;
  /** Path of the file that its workers write to. */
  readonly output: string;
  /** Further arguments. */
  readonly flags: readonly string[];
  /** Whether the system under test runs on this machine too, and must not be slowed by the load itself. */
  readonly sharesMachine: boolean;
  /** Whether the script is the user's own, and is to be watched. */
  readonly isForeign: boolean;
  /** Whether nothing of it may leave this machine. */
  readonly confined: boolean;
}

/** How much the generator stands back behind the system under test where both share a machine (nice, 0 to 19). */
const niceness = 5;

/** Folder with the packages `artillery-engine-bilancia` and `artillery-plugin-bilancia`. */
export const packages = fileURLToPath(new URL('../../artillery/packages', import.meta.url));

export function startArtillery(options: ArtilleryOptions): ArtilleryProcess {
  const { env, settings, artillery, script, flags, output } = options;
  // Ours go where they are told to, and nowhere else.
  const guarding = options.confined && options.isForeign ? ['--import', guard] : [];
  const child = spawnTied(process.execPath, [...guarding, artillery, 'run', ...flags, script], {
    cwd: options.workingDirectory,
    env: {
      ...env,
      ...settings,
      // Artillery looks for engines where Node does for packages, and nowhere else.
      NODE_PATH: [packages, ...(env['NODE_PATH'] ?? '').split(delimiter)]
        .filter(Boolean)
        .join(delimiter),
      // Certificate authorities are told in the way of Go, for k6.
      ...(env['SSL_CERT_FILE'] === undefined || env['NODE_EXTRA_CA_CERTS'] !== undefined
        ? {}
        : { NODE_EXTRA_CA_CERTS: env['SSL_CERT_FILE'] }),
      [outputVariable]: output,
      ...(options.isForeign ? watching(env) : {}),
      // A third of the CPU time of its start goes into compiling its packages.
      NODE_COMPILE_CACHE: env['NODE_COMPILE_CACHE'] ?? join(cacheFolder(env), 'compiled'),
      ARTILLERY_DISABLE_TELEMETRY: 'true',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid === undefined || child.stdout === null || child.stderr === null)
    throw new Error('Artillery was started without pipes.');
  if (options.sharesMachine) setPriority(child.pid, niceness);
  return {
    pid: child.pid,
    output: kept(child.stdout),
    errors: kept(child.stderr),
    ended: childEnd(child),
    interrupt: () => void child.kill('SIGINT'),
  };
}

const guard = new URL(`../../artillery/guard${extname(import.meta.url)}`, import.meta.url).href;

/** Adds our plugin to those of the script, which is left as it is. */
function watching(env: ArtilleryOptions['env']): Record<string, string> {
  const all = { ...pluginsIn(env['ARTILLERY_PLUGINS'] ?? '{}'), bilancia: {} };
  return { [foreignVariable]: '1', ARTILLERY_PLUGINS: JSON.stringify(all) };
}

/** Artillery itself passes over what is no JSON. */
function pluginsIn(text: string): object {
  try {
    const plugins: unknown = JSON.parse(text);
    return typeof plugins === 'object' && plugins !== null ? plugins : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Node throws away what a child has written when it ends and nobody reads yet. */
function kept(stream: Readable): Readable {
  // Whoever reads it is told of errors.
  return pipeline(stream, new PassThrough(), () => undefined);
}
