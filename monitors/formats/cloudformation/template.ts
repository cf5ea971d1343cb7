/** A template, as far as it is written here: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Metadata: { readonly Bilancia: TemplateMetadata };
  readonly Resources: Resources;
}

/** What a template does not say of itself, so that it can be read back. */
export interface TemplateMetadata {
  readonly Environment: string;
  readonly AccountId: string;
  /** Region of the environment. */
  readonly HomeRegion: string;
  /** Region of this template. */
  readonly Region: string;
}

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly Properties: object;
}

/** Resources by logical id. */
export type Resources = Readonly<Record<string, Resource>>;

/** A value in a template: plain, or a call of one of CloudFormation's functions. */
export type TemplateValue = string | { readonly Ref: string } | { readonly 'Fn::Sub': string };

/** Whether an object is a call such as `{"Ref": "Topic"}` instead of data. */
export function isIntrinsic(value: object): boolean {
  const [key, ...more] = Object.keys(value);
  return (
    more.length === 0 && (key === 'Ref' || key === 'Condition' || key?.startsWith('Fn::') === true)
  );
}

/**
 * Texts in which `${Name}` is the name of something in the template, put so that they stay as they are. CloudFormation
 * takes them as they are everywhere but in `Fn::Sub`; cfn-lint takes them for a forgotten one.
 */
export function literal(value: unknown, names: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return literalText(value, names);
  if (Array.isArray(value)) return value.map((item) => literal(item, names));
  if (typeof value !== 'object' || value === null || isIntrinsic(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, literal(item, names)]),
  );
}

function literalText(text: string, names: ReadonlySet<string>): unknown {
  const clash = [...text.matchAll(/\$\{([A-Za-z0-9_:]+)(?:\.[A-Za-z0-9_:.]+)?\}/g)].some(
    ([, name = '']) => name.startsWith('AWS::') || names.has(name),
  );
  if (!clash) return text;
  const [head = '', ...tails] = text.split('${');
  return { 'Fn::Join': ['$', [head, ...tails.map((tail) => `{${tail}`)]] };
}
