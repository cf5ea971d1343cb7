import { pick } from '../core/nearest.ts';
import { BilanciaError } from '../core/errors.ts';
import type { Bench } from './bench.ts';

/** Benchmarks by name, one file each. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  artillery: async () => (await import('./artillery.ts')).artillery,
  'balance-events': async () => (await import('./balance-events.ts')).balanceEvents,
  causes: async () => (await import('./causes.ts')).causes,
  balance: async () => (await import('./balance.ts')).balance,
  'cluster-causes': async () => (await import('./cluster-causes.ts')).clusterCauses,
  knee: async () => (await import('./knee.ts')).knee,
  'filter-pattern': async () => (await import('./filter-pattern.ts')).filterPattern,
  gate: async () => (await import('./gate.ts')).gate,
  engines: async () => (await import('./engines.ts')).engines,
  generator: async () => (await import('./generator.ts')).generator,
  live: async () => (await import('./live.ts')).live,
  long: async () => (await import('./long.ts')).long,
  'probe-cost': async () => (await import('./probe-cost.ts')).probeCost,
  profile: async () => (await import('./profile.ts')).profile,
  reading: async () => (await import('./reading.ts')).reading,
};

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `bench/main.ts [name] [flags]`: runs one benchmark, or all of them with their defaults. */
async function main([name, ...args]: readonly string[]): Promise<void> {
  const chosen = name === undefined ? Object.values(benches) : [pick('benchmark', name, benches)];
  for (const load of chosen) {
    const bench = await load();
    await bench(args, print);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BilanciaError || isOfFlags(error))) throw error;
  process.stderr.write(`${error.message.replaceAll('\n', ' ')}\n`);
  process.exitCode = 2;
}

/** What `parseArgs` says of flags is a line that tells what to do. */
function isOfFlags(error: unknown): error is TypeError {
  return (
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  );
}
