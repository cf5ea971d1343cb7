import known from './known-types.json' with { type: 'json' };

/** Calls in YAML's short form: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const shortTags: ReadonlySet<string> = new Set(
  ['Ref', 'Condition', ...known.functions].map((name) => `!${name}`),
);

export function isShortTag(tag: string): boolean {
  return shortTags.has(tag);
}

/** A call in YAML's short form as the long one: `!Sub x` is `{"Fn::Sub": "x"}`. */
export function longForm(tag: string, argument: unknown): object {
  if (tag === '!Ref') return { Ref: argument };
  if (tag === '!Condition') return { Condition: argument };
  if (tag === '!GetAtt' && typeof argument === 'string')
    return { 'Fn::GetAtt': splitAttribute(argument) };
  return { [`Fn::${tag.slice(1)}`]: argument };
}

/** `Topic.TopicArn` as its two halves; attributes may hold dots themselves. */
export function splitAttribute(text: string): readonly [string, string] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}
