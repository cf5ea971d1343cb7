import { performance } from 'node:perf_hooks';
import type { Context } from '../../core/context.ts';
import { takeDown } from '../../targets/local-cluster.ts';
import { checkedName } from '../../targets/local-options.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { startProgress } from '../terminal/progress.ts';

export interface DownFlags {
  readonly name: string;
  readonly json: boolean;
}

/** `bilancia down`. */
export async function runDown(this: Context, { name, json }: DownFlags): Promise<void> {
  const startedAt = performance.now();
  const progress = startProgress(this, { json });
  try {
    await takeDown(checkedName(name), () => progress.live(`taking down "${name}"`));
  } finally {
    progress.end();
  }
  const seconds = (performance.now() - startedAt) / 1000;
  if (json) writeJson(this, { schemaVersion: 1, name, down: true, seconds });
  else writeLines(this, [`Cluster "${name}" is down after ${seconds.toFixed(1)} s.`]);
}
