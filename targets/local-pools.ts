import type { Instance } from '../core/topology.ts';
import type { PoolFigures } from './target.ts';

const timeoutMs = 1_000;
const line =
  /^pms_database_connections\{tenant="[^"]*",role="(reader|writer)",state="(\w+)"\} (\d+)$/gm;

/** What the reference system's tasks say of their pools, on their pages of metrics. */
export async function poolFigures(tasks: readonly Instance[]): Promise<PoolFigures[]> {
  const pages = await Promise.all(
    tasks.map(async (task) => ({ task, text: await metricsPage(task) })),
  );
  return pages.flatMap(({ task, text }) => (text === undefined ? [] : figuresIn(task.id, text)));
}

/** What a task says of itself. Undefined for one that does not answer: it may be ending, or beginning. */
export async function metricsPage({ address }: Instance): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`http://${address}/metrics`, { signal });
    return response.ok ? await response.text() : undefined;
  } catch (error) {
    if (error instanceof TypeError || hasName(error, 'TimeoutError')) return undefined;
    throw error;
  }
}

/** Fetch fails with a TypeError where nothing answers. */
function hasName(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function figuresIn(task: string, text: string): PoolFigures[] {
  const sums = new Map<string, number>();
  for (const [, role = '', state = '', value] of text.matchAll(line))
    sums.set(`${role} ${state}`, (sums.get(`${role} ${state}`) ?? 0) + Number(value));
  if (sums.size === 0) return [];
  return (['reader', 'writer'] as const).map((role) => {
    const of = (state: string): number => sums.get(`${role} ${state}`) ?? 0;
    const [size, open, inUse, waiting] = [of('size'), of('open'), of('inUse'), of('waiting')];
    return { task, role, size, open, inUse, waiting };
  });
}
