/**
 * The order in which folders stand on each other, lowest first: each imports only from itself and from those before it.
 * A folder that is not listed is none of ours: to add one, give it its place here.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  '': [
    'bin',
    'setup',
    'core',
    'system-under-test',
    'targets',
    'monitors',
    'probes',
    'scenarios',
    'reports',
    'run',
    'cli',
    'bench',
    'tests',
  ],
  monitors: [
    'source',
    'definitions',
    'aws',
    'filter-pattern',
    'metrics',
    'metric-math',
    'composite-rule',
    'alarms',
    'diagnostics',
    'schema',
    'packs',
    'slo',
    'dashboards',
    'formats',
    'deploy',
    'live-account',
    'load',
    'lint',
    'play',
    'test-files',
    'replay',
    'vectors',
    'oracle',
    'examples',
  ],
};

/** Imports upwards out of `path`, each as what is wrong with it. */
export function upwardImports(path: string, imports: readonly string[]): string[] {
  return Object.entries(layers).flatMap(([folder, order]) => {
    const own = childOf(folder, path);
    if (own === undefined) return [];
    const place = order.indexOf(own);
    if (place === -1) return [`stands in ${own}, which has no place among the layers`];
    return imports
      .filter((from) => order.indexOf(childOf(folder, from) ?? own) > place)
      .map((from) => `imports ${from}, which stands above it`);
  });
}

/** The folder directly in `folder` that holds a path; undefined for files of its own and for paths elsewhere. */
function childOf(folder: string, path: string): string | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const rest = path.startsWith(prefix) ? path.slice(prefix.length) : '';
  return rest.includes('/') ? rest.slice(0, rest.indexOf('/')) : undefined;
}
