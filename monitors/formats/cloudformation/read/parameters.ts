import { z } from 'zod';

const parameterSchema = z.object({ Type: z.string().optional(), Default: z.unknown().optional() });

/** Why a parameter has no value here, or its value. */
export type ParameterValue =
  | { readonly known: true; readonly value: unknown }
  | { readonly known: false; readonly why: string };

/** The value of a parameter: what was given for it, or else its default. */
export function parameterValue(
  name: string,
  declaration: unknown,
  given: ReadonlyMap<string, string>,
): ParameterValue {
  const parsed = parameterSchema.safeParse(declaration);
  const { Type = 'String', Default } = parsed.success ? parsed.data : {};
  const text = given.get(name) ?? Default;
  if (text === undefined) return { known: false, why: `parameter ${name} has no default` };
  if (!given.has(name) && Type.startsWith('AWS::SSM::Parameter::Value'))
    return { known: false, why: `the value of parameter ${name} is in Systems Manager` };
  return { known: true, value: isList(Type) ? listOf(text) : text };
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function listOf(value: unknown): readonly string[] {
  return String(value)
    .split(',')
    .map((item) => item.trim());
}
