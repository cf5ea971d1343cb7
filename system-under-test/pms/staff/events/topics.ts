/** Only these outbox topics are for the public: others carry guests and money. */
export const publicPrefix = 'availability/';

/**
 * Whether a topic is one that a subscriber asked for: selectors are topics, URI templates (RFC 6570, level 1: each
 * `{name}` stands for one path segment), or `*` for all, as in the Mercure protocol.
 */
export function matchesTopic(selectors: readonly string[], topic: string): boolean {
  return selectors.some(
    (selector) => selector === '*' || selector === topic || matchesTemplate(selector, topic),
  );
}

function matchesTemplate(template: string, topic: string): boolean {
  if (!template.includes('{')) return false;
  const parts = template.split('/');
  const segments = topic.split('/');
  return (
    parts.length === segments.length &&
    parts.every((part, index) => /^\{\w+\}$/.test(part) || part === segments[index])
  );
}
