import { z } from 'zod';
import { hostNamed } from '../../core/host.ts';
import { awsSchema } from './aws-schema.ts';
import { text } from './text.ts';

const tier = 'a tier from 0 to 15';
const port = 'a port from 1 to 65535';
const node = z.strictObject({
  name: text('a name'),
  host: text('a host name or address'),
  port: z.number(port).int(port).min(1, port).max(65_535, port).default(3306),
  zone: text('an availability zone').optional(),
  class: text('an instance class').optional(),
  tier: z
    .int(tier)
    .min(0, tier)
    .max(15, tier)
    .describe('Of promotion; the lowest is first')
    .optional(),
});
export type TargetNode = z.infer<typeof node>;

const url = 'an http or https URL such as https://booking.example.com';
const weight = 'a number above 0';
const endpoint = 'host:port such as 10.0.0.2:53';
const hostAndPort = z.string(endpoint).regex(/^([^:\s/]+|\[[0-9a-f:]+\]):\d{1,5}$/i, endpoint);
const connections = 'a whole number from 1 up';
const variable = 'the name of an environment variable such as CHECKER_PASSWORD';

/** Needed for the booking invariants only; the schema must be that of the reference system. */
const database = z
  .strictObject({
    writer: node.describe('Of an AWS target its database cluster tells').optional(),
    readers: z.array(node, 'a list of readers').default([]),
    user: text('a user of the database'),
    passwordFrom: z
      .string(variable)
      .regex(/^[A-Z_][A-Z0-9_]*$/, variable)
      .describe('Environment variable that holds the password: no secret stands in a file')
      .optional(),
    passwordSecret: text('the name or ARN of a secret')
      .describe('Secret of Secrets Manager that holds the password, alone or as the key "password"')
      .optional(),
    readerEndpoint: hostAndPort.describe('Leads to all readers').optional(),
    nameServer: hostAndPort.describe('Answers for the reader endpoint itself').optional(),
    resolver: hostAndPort.describe("That clients ask; this machine's without it").optional(),
    sqlProxy: hostAndPort.describe('Splits reads from writes').optional(),
    audit: z
      .strictObject({
        user: text('a user of the database'),
        passwordFrom: z.string(variable).regex(/^[A-Z_][A-Z0-9_]*$/, variable),
        schema: text('the name of a schema'),
      })
      .describe('Account that may write into `element (id BIGINT, written_by INT)`')
      .optional(),
    schemas: z
      .record(z.string(), text('the name of a schema'), 'schemas by tenant id')
      .describe("Schema of each tenant's database, by tenant id"),
  })
  .refine(
    ({ passwordFrom, passwordSecret }) =>
      (passwordFrom === undefined) !== (passwordSecret === undefined),
    'a map with one of passwordFrom and passwordSecret',
  );

/** A target file: a system of the user's own, described in YAML. What a message says was expected continues "Expected". */
export const targetSchema = z
  .strictObject({
    name: text('a name').describe('What reports call it'),
    baseUrl: z
      .url({ protocol: /^https?$/, error: url })
      .refine((given) => !/[?#]/.test(given), {
        message: 'a URL that ends with its host or path, without a query (?) or fragment (#)',
      })
      .refine((given) => URL.parse(given)?.username === '' && URL.parse(given)?.password === '', {
        message: 'a URL without user and password: it stands in every report',
      }),
    healthPath: z
      .string('a path that begins with /')
      .startsWith('/', 'a path that begins with /')
      .default('/')
      .describe('Path that answers 2xx when the system is ready for load'),
    ca: text('the path of a file')
      .describe(
        'File of certificates (PEM) to trust as well, beside the target file unless absolute',
      )
      .optional(),
    staff: text('the path of a file')
      .describe(
        'File of staff accounts (JSON) for profiles that sign in at the desk, beside the target file unless absolute',
      )
      .optional(),
    tenants: z
      .array(
        z.strictObject({
          id: text("a tenant's id"),
          host: text('a host name'),
          weight: z.number(weight).positive(weight).default(1),
        }),
        'a list of tenants',
      )
      .min(1, 'at least one tenant')
      .describe("Sites, told apart by `Host`; without any, one whose host is the base URL's")
      .optional(),
    alsoHosts: z
      .array(
        z.string('a host').refine((host) => hostNamed(host) !== undefined, {
          message: 'a host such as cdn.example.com or cdn.example.com:8443, not a URL',
        }),
        'a list of hosts',
      )
      .default([])
      .describe("Hosts that are the system's as well: all ports of `host`, or one as `host:port`"),
    limits: z
      .strictObject({ connections: z.number(connections).int(connections).positive(connections) })
      .describe('What it is known to take: more visitors are refused before load begins')
      .optional(),
    database: database.optional(),
    aws: awsSchema.optional(),
  })
  .superRefine(({ database, aws }, context) => {
    if (database === undefined) return;
    const refuse = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: ['database', key], message });
    const isTold = aws?.database !== undefined;
    if (isTold && database.writer !== undefined)
      refuse('writer', 'nothing here: the database cluster of "aws" tells its instances');
    if (!isTold && database.writer === undefined)
      refuse('writer', 'the writer with name and host, or a database cluster in "aws"');
    if (aws === undefined && database.passwordSecret !== undefined)
      refuse('passwordSecret', 'passwordFrom: secrets are of AWS, and there is no "aws"');
  });

export type TargetFile = z.infer<typeof targetSchema>;
