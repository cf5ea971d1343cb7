import type { Placeholder, Placeholders } from '../placeholders.ts';

/** A template, as far as it is written here: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Parameters?: Readonly<Record<string, { readonly Type: 'String' }>>;
  readonly Metadata: { readonly Bilancia: TemplateMetadata };
  readonly Resources: Resources;
}

/** What a template does not say of itself, so that it can be read back. */
export interface TemplateMetadata {
  readonly Environment: string;
  readonly AccountId?: string;
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
 * A value with its texts as a template has them: a placeholder becomes a parameter or what CloudFormation knows itself,
 * and `${Name}` that is none stays as it is. CloudFormation takes it so everywhere but in `Fn::Sub`; cfn-lint takes it for
 * a forgotten one where it is the name of something in the template.
 */
export function written(
  value: unknown,
  ids: ReadonlySet<string>,
  placeholders: Placeholders,
): unknown {
  if (typeof value === 'string') return text(value, ids, placeholders);
  if (Array.isArray(value)) return value.map((item) => written(item, ids, placeholders));
  if (typeof value !== 'object' || value === null || isIntrinsic(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, written(item, ids, placeholders)]),
  );
}

function text(value: string, ids: ReadonlySet<string>, placeholders: Placeholders): unknown {
  const parts = placeholders
    .partsOf(value)
    .map((part) =>
      typeof part !== 'string' && part.of.startsWith('resolve:') ? `{{${part.of}}}` : part,
    );
  const names = parts.flatMap((part) =>
    typeof part === 'string' ? [] : [nameIn(part, placeholders)],
  );
  const [only] = names;
  if (only === undefined) return literalText(parts.map(String).join(''), ids);
  if (parts.length === 1) return { Ref: only };
  return {
    'Fn::Sub': parts
      .map((part) =>
        typeof part === 'string'
          ? part.replaceAll('${', '${!')
          : `\${${nameIn(part, placeholders)}}`,
      )
      .join(''),
  };
}

function nameIn({ of }: Placeholder, { identifier }: Placeholders): string {
  return of.startsWith('AWS::') ? of : identifier(of);
}

function literalText(text: string, names: ReadonlySet<string>): unknown {
  const clash = [...text.matchAll(/\$\{([A-Za-z0-9_:]+)(?:\.[A-Za-z0-9_:.]+)?\}/g)].some(
    ([, name = '']) => name.startsWith('AWS::') || names.has(name),
  );
  if (!clash) return text;
  const [head = '', ...tails] = text.split('${');
  return { 'Fn::Join': ['$', [head, ...tails.map((tail) => `{${tail}`)]] };
}
