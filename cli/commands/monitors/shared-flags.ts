import { jsonFlag } from '../../terminal/documentation.ts';

/** A flag with any text. */
export const text = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, optional: true, brief, placeholder }) as const;

/** A flag with one of the names in a registry. */
export const nameIn = <Name extends string>(
  entries: Readonly<Record<Name, unknown>>,
  fallback: Name,
  brief: string,
) =>
  ({
    kind: 'enum',
    values: Object.keys(entries).filter((name): name is Name => Object.hasOwn(entries, name)),
    default: fallback,
    brief,
  }) as const;

/** A flag that is given or not. */
export const yesNo = (brief: string) =>
  ({ kind: 'boolean', default: false, withNegated: false, brief }) as const;

/** A file, or whatever else, that holds definitions. */
export const definitionsFile = {
  brief:
    'Definitions: a module, Terraform JSON, a CloudFormation template, a folder of them, - or account:REGION',
  parse: String,
  placeholder: 'file',
} as const;

/** Of the commands that take definitions and nothing else. */
export const definitionsArgument = { kind: 'array', parameter: definitionsFile } as const;

/** The flags of the commands that write files. */
export const filesFlags = {
  out: text('Folder for the files; created if missing', 'folder'),
  force: yesNo('Overwrite existing files'),
} as const;

/** How an account is reached. */
export const accessFlags = {
  profile: text('Profile in the shared AWS configuration', 'name'),
  endpointUrl: text('URL of all AWS services, such as that of a simulator', 'url'),
} as const;

/** A flag that may be given several times. */
export const texts = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, variadic: true, optional: true, brief, placeholder }) as const;

/** Values of what templates do not tell. */
export const parameterFlags = {
  parameter: texts(
    'NAME=VALUE: value of a parameter of a template, or of another placeholder; may be repeated',
    'value',
  ),
  parameters: text("File of such values, in one of CloudFormation's own forms", 'file'),
} as const;

/** Where definitions are deployed whose file does not say so, and values that it does not tell. */
export const placeFlags = {
  ...parameterFlags,
  region: text('Region of the environment, instead of the one in the file', 'region'),
  account: text('Account, twelve digits, for files that name none', 'digits'),
} as const;

/** The flags of every command that compares definitions with an account. */
export const accountFlags = {
  stack: text('Stack that owns the definitions; default: the one in the file', 'name'),
  ...placeFlags,
  regions: text(
    'All regions to read, separated by commas; default: those of the definitions, and us-east-1',
    'region,region',
  ),
  ...accessFlags,
  json: jsonFlag,
} as const;

/** The flags of the commands that change an account, or say what they would change. */
export const changeFlags = {
  adopt: yesNo('Adopt existing unowned resources with matching names'),
  destroy: yesNo('Delete all resources of the stack, as if nothing were defined'),
} as const;
