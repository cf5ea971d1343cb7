import { eventCollector } from '../event-collector.ts';
import type { EventScanner } from '../event-scanner.ts';
import type { Part } from './part.ts';
import { sectionBlocks } from './section-blocks.ts';
import type { Section } from './sections.ts';

/** @throws the system's error */
export function readSection(path: string, section: Section, scan: EventScanner): Part {
  const collector = eventCollector(true);
  for (const block of sectionBlocks(path, section)) scan(block, collector);
  const { services, refused } = collector;
  return { services, refused };
}
