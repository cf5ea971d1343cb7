import { createHash } from 'node:crypto';
import type { Definition } from '../definitions/definition.ts';

/** Eight hexadecimal digits that stand for a text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/**
 * An identifier of each definition, the same in every export as long as the name stays the same: what other definitions
 * there are does not matter, unless two would get the same one. Then all but the first carry a hash of what tells them
 * apart.
 */
export function identify(
  definitions: readonly Definition[],
  identifier: (definition: Definition) => string,
): ReadonlyMap<Definition, string> {
  const taken = new Map<string, Definition>();
  for (const definition of definitions) {
    let id = identifier(definition);
    for (let attempt = 0; taken.has(id); attempt += 1)
      id = identifier(definition) + shortHash(`${distinguishing(definition)} ${attempt}`);
    taken.set(id, definition);
  }
  return new Map([...taken].map(([id, definition]) => [definition, id]));
}

function distinguishing(definition: Definition): string {
  const group = definition.kind === 'metric-filter' ? definition.logGroup : '';
  return [definition.kind, definition.region, group, definition.name].join(' ');
}
