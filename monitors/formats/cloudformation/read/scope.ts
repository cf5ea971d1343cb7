/** What calls in a template are resolved against. */
export interface Scope {
  /** Value of a parameter, pseudo parameter or resource. */
  readonly ref: (name: string) => unknown;
  readonly attribute: (resource: string, attribute: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mapped: (map: string, first: string, second: string) => unknown;
  /** A text that stands for what cannot be known from the template alone, and keeps why. */
  readonly placeholder: (name: string, why: string) => string;
}

/** `AWS::NoValue`: the property is as if it were not written. */
export const noValue = Symbol('AWS::NoValue');
