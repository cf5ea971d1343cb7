import { z } from 'zod';

const account = z.object({
  schema: z.string().regex(/^\w+$/),
  user: z.string().min(1),
  password: z.string().min(1),
});

export const staffRoles = ['reception', 'manager'] as const;
export type StaffRole = (typeof staffRoles)[number];

const staff = z.object({
  /** People: `grant_type=password`. */
  users: z
    .array(
      z.object({
        username: z.string().min(1),
        password: z.string().min(1),
        role: z.enum(staffRoles),
      }),
    )
    .default([]),
  /** Programs: `grant_type=client_credentials`. */
  clients: z
    .array(z.object({ id: z.string().min(1), secret: z.string().min(1), role: z.enum(staffRoles) }))
    .default([]),
});

const tenant = account.extend({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Names of the booking site, without port. */
  hosts: z.array(z.string().min(1)).min(1),
  staff: staff.default({ users: [], clients: [] }),
});

const tenantsFile = z.object({
  /** Signs staff tokens; the same for every task. */
  signingKey: z.string().min(32),
  tenants: z.array(tenant).min(1),
  platform: account,
});

/** Everything secret that a task is given, in one file that only its account may read. */
export type TenantsFile = z.output<typeof tenantsFile>;
export type TenantEntry = TenantsFile['tenants'][number];
export type DatabaseAccount = z.output<typeof account>;

/** @throws Error naming the first field that is wrong */
export function parseTenantsFile(json: unknown): TenantsFile {
  const parsed = tenantsFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`, {
    cause: parsed.error,
  });
}
