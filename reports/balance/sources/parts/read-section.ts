import { eventCollector } from '../events/event-collector.ts';
import type { EventScanner } from '../events/event-scanner.ts';
import { fewRows } from '../events/task-rows.ts';
import type { Part } from './part.ts';
import { sectionBlocks } from './section-blocks.ts';
import type { Section } from './sections.ts';

/** Reads one section after the other. @throws the system's error */
export function sectionReader(path: string, scan: EventScanner): (section: Section) => Part {
  // One section is much like the one before, and rows that have room need not be moved.
  let rows = fewRows;
  return (section) => {
    const collector = eventCollector({ rows });
    for (const block of sectionBlocks(path, section)) scan(block, collector);
    const { services, refused } = collector;
    rows = Math.max(fewRows, meanRows({ services, refused }));
    return { services, refused };
  };
}

/** Of a task. */
function meanRows({ services }: Part): number {
  let [all, tasks] = [0, 0];
  for (const service of services.values())
    for (const { length } of service.tasks.values()) {
      all += length;
      tasks += 1;
    }
  return tasks === 0 ? 0 : Math.ceil(all / tasks);
}
