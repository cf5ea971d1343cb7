import { ServiceError } from './service-error.ts';

/** The parameters of a request, as the protocol gave them. */
export type Input = Readonly<Record<string, unknown>>;

export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws ServiceError when it is missing, as every service does */
export function text(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined || value === '')
    throw new ServiceError('ValidationException', `The parameter ${name} is required.`);
  return value;
}

export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(input: Input, name: string): readonly unknown[] {
  const value = input[name];
  return Array.isArray(value) ? value : [];
}

export function texts(input: Input, name: string): string[] {
  return list(input, name).filter((value) => typeof value === 'string');
}

export function records(input: Input, name: string): Input[] {
  return list(input, name).filter(isInput);
}

export function record(input: Input, name: string): Input {
  const value = input[name];
  return isInput(value) ? value : {};
}

/** A parameter list without some of its entries. */
export function without(input: Input, ...names: readonly string[]): Input {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));
}
