import { z } from 'zod';
import type { Subscription } from '../../shapes/topic.ts';
import { protocolSchema } from '../../shapes/topic.ts';
import type { TemplateResource } from './resource.ts';

const written = z.object({ Protocol: z.string(), Endpoint: z.string() });

/** The subscription, unless its protocol is one that definitions do not know, which is noted. */
export function subscriptionOf(
  value: unknown,
  resource: TemplateResource,
): readonly Subscription[] {
  const parsed = written.safeParse(value);
  if (!parsed.success) {
    resource.note(
      `A subscription in ${resource.id} is left out: it has no protocol or no endpoint.`,
    );
    return [];
  }
  const protocol = protocolSchema.safeParse(parsed.data.Protocol);
  if (protocol.success) return [{ protocol: protocol.data, endpoint: parsed.data.Endpoint }];
  resource.note(
    `A subscription in ${resource.id} is left out: its protocol is ${parsed.data.Protocol}.`,
  );
  return [];
}
