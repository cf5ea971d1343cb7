import type { Input } from './input.ts';
import type { FakeAccount, FakeRegion } from './state.ts';

export interface Call {
  readonly account: FakeAccount;
  readonly here: FakeRegion;
  readonly input: Input;
}

/** What an operation answers; nothing is an empty answer. It throws a ServiceError to refuse. */
export type Operation = (call: Call) => object | void;
export type Operations = Readonly<Record<string, Operation>>;
