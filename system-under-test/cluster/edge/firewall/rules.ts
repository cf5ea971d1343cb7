import { z } from 'zod';

/** Names become part of Varnish's configuration. */
const nameForm = 'a name of letters, digits, "_" and "-", 64 at most';
const name = z.string(nameForm).regex(/^[A-Za-z0-9_-]{1,64}$/, nameForm);

const partForm =
  'ip, forwarded-ip, method, path, query-string, or one of { header: NAME }, { cookie: NAME }, { argument: NAME }';
const keyPart = z.union(
  [
    z.enum(['ip', 'forwarded-ip', 'method', 'path', 'query-string']),
    z.strictObject({ header: name }),
    z.strictObject({ cookie: name }),
    z.strictObject({ argument: name }),
  ],
  partForm,
);
export type KeyPart = z.infer<typeof keyPart>;

/** Those that AWS offers, in seconds, and the least limit that it takes. */
const windows = [60, 120, 300, 600];
const windowForm = `a window of ${windows.join(', ')} seconds`;
const leastLimit = 10;
const limitForm = `a whole number of requests, ${leastLimit} at least`;
const statusForm = 'a status from 400 to 599';
const keyForm =
  'a list of parts; an empty one only with a path, as else all requests count together';

const rule = z
  .strictObject(
    {
      name,
      /** Requests of one key within the window that are let through. */
      limit: z.int(limitForm).min(leastLimit, limitForm),
      /** Seconds that are looked back. */
      window: z
        .int(windowForm)
        .refine((seconds) => windows.includes(seconds), windowForm)
        .default(300),
      /**
       * Requests with the same values of all these count together; one that lacks a part is not counted. `forwarded-ip` is the
       * first address of X-Forwarded-For, or the peer's where there is no such header.
       */
      key: z.array(keyPart, keyForm).max(5, 'five parts at most').default(['forwarded-ip']),
      /** Only requests whose path matches, in the form of CloudFront's patterns. */
      path: z
        .string('a path such as /booking/*')
        .min(1, 'a path such as /booking/*')
        .max(255)
        .optional(),
      action: z.enum(['block', 'count'], 'block or count').default('block'),
      /** Status of the answer to what is blocked. */
      status: z.int(statusForm).min(400, statusForm).max(599, statusForm).default(403),
    },
    'a rule with a name and a limit',
  )
  .refine(({ key, path }) => key.length > 0 || path !== undefined, {
    path: ['key'],
    error: keyForm,
  });
export type FirewallRule = z.infer<typeof rule>;

/** The web ACL of an edge: its rate-based rules in their order, ten at most. */
export const firewallSchema = z.strictObject(
  {
    rules: z
      .array(rule, 'a list of rules')
      .max(10, 'ten rules at most')
      .refine((rules) => new Set(rules.map((one) => one.name)).size === rules.length, {
        error: 'rules with different names',
      }),
  },
  'a map with rules',
);
export type Firewall = z.infer<typeof firewallSchema>;

/** One rule as many have it: 2,000 requests of an address in five minutes. */
export const referenceFirewall: Firewall = firewallSchema.parse({
  rules: [{ name: 'per-address', limit: 2000 }],
});
