import { jsonFlag } from '../../documentation.ts';

const text = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;
const yesNo = (brief: string) =>
  ({ kind: 'boolean', default: false, withNegated: false, brief }) as const;

/** The flags of every command that compares definitions with an account. */
export const accountFlags = {
  stack: text('Whose the definitions are; default: what the file says', 'name'),
  region: text("The environment's own region, instead of what the file says", 'region'),
  account: text(
    'Account, twelve digits, for files that do not say where they are deployed',
    'digits',
  ),
  regions: text(
    'All regions to look at, with commas; default: those of the definitions, and us-east-1',
    'region,region',
  ),
  profile: text('Profile of the shared AWS configuration', 'name'),
  endpointUrl: text('Where all AWS services are, such as a simulator', 'url'),
  json: jsonFlag,
} as const;

/** The flags of the commands that change an account, or say what they would change. */
export const changeFlags = {
  adopt: yesNo('Take over what is there under a defined name and belongs to nobody'),
  destroy: yesNo('Delete everything of the stack, as if nothing were defined'),
} as const;

export const definitionsArgument = {
  kind: 'tuple',
  parameters: [
    {
      brief: 'Definitions: bilancia.monitors.ts, Terraform JSON or a CloudFormation template',
      parse: String,
      placeholder: 'file',
      optional: true,
    },
  ],
} as const;
