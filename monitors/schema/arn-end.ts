import { z } from 'zod';

/** What a load balancer (`app`) or target group is known by in metrics: the end of its ARN; the whole ARN does, too. */
export function arnEnd(prefix: 'app' | 'targetgroup') {
  const end = new RegExp(`^(?:arn:[^/]*:(?:loadbalancer/)?)?(${prefix}/[^/]+/[^/]+)$`);
  return z
    .string()
    .regex(end, `an ARN, or its end: ${prefix}/NAME/ID`)
    .transform((arn) => end.exec(arn)?.[1] ?? arn);
}
