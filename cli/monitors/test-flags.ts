export const testFormats = ['text', 'junit'] as const;

export interface TestFlags {
  readonly filter?: string;
  readonly strictRange: boolean;
  readonly coverage: boolean;
  readonly format: (typeof testFormats)[number];
  readonly json: boolean;
}
