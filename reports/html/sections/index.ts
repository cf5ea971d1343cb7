import { drill } from './drill.ts';
import { edge } from './edge.ts';
import { failures } from './failures.ts';
import { generator } from './generator.ts';
import { guide } from './guide.ts';
import { invariants } from './invariants.ts';
import { keyFigures } from './key-figures.ts';
import { latency } from './latency.ts';
import { load } from './load.ts';
import { objectives } from './objectives.ts';
import { parts } from './parts.ts';
import { phases } from './phases.ts';
import { readers } from './readers.ts';
import { script } from './script.ts';
import type { Section } from './section.ts';
import { tableGrowth } from './table-growth.ts';
import { tasks } from './tasks.ts';
import { tenants } from './tenants.ts';
import { verdict } from './verdict.ts';
import { webVitals } from './web-vitals.ts';
import { where } from './where.ts';

/** The report from top to bottom. To add a section: a file beside this one, and a line here. */
export const sections: readonly Section[] = [
  verdict,
  keyFigures,
  drill,
  load,
  phases,
  latency,
  webVitals,
  tenants,
  failures,
  objectives,
  script,
  invariants,
  parts,
  edge,
  tasks,
  readers,
  tableGrowth,
  generator,
  where,
  guide,
];
