import type { Fields } from '../../source/record.ts';
import { fieldsOf, isFields } from '../../source/record.ts';
import type { Argument, Block } from './provider-schema.ts';
import { providerSchema } from './provider-schema.ts';

/** Everything that Terraform, or its aws provider, would refuse in a document in its JSON syntax. */
export function terraformProblems(text: string): readonly string[] {
  const document = fieldsOf(JSON.parse(text));
  const resources = fieldsOf(document['resource']);
  const addresses = new Set(
    Object.entries(resources).flatMap(([type, named]) =>
      Object.keys(fieldsOf(named)).map((name) => `${type}.${name}`),
    ),
  );
  return Object.entries(resources).flatMap(([type, named]) => {
    const schema = providerSchema[type];
    if (schema === undefined) return [`${type}: no such resource`];
    return Object.entries(fieldsOf(named)).flatMap(([name, body]) => {
      const address = `${type}.${name}`;
      const { depends_on, provider, ...own } = fieldsOf(body);
      return [
        ...(/^[A-Za-z_][\w-]*$/.test(name) ? [] : [`${address}: no name of a resource`]),
        ...blockProblems(own, schema, address),
        ...dependencyProblems(depends_on, addresses, address),
        ...(provider === undefined || (typeof provider === 'string' && /^aws\.\w+$/.test(provider))
          ? []
          : [`${address}.provider`]),
        ...templateProblems(own, addresses, address),
      ];
    });
  });
}

function blockProblems(
  body: Fields,
  schema: Readonly<Record<string, Argument>>,
  path: string,
): readonly string[] {
  const unknown = Object.keys(body)
    .filter((key) => !(key in schema))
    .map((key) => `${path}.${key}: no such argument`);
  const known = Object.entries(schema).flatMap(([key, argument]) => {
    const value = body[key];
    if (value === undefined) return argument.required === true ? [`${path}.${key}: missing`] : [];
    const conflicts = (argument.conflictsWith ?? []).filter((other) => other in body);
    return [
      ...valueProblems(value, argument, `${path}.${key}`),
      ...conflicts.map((other) => `${path}.${key}: conflicts with ${other}`),
    ];
  });
  return [...unknown, ...known];
}

function valueProblems(value: unknown, argument: Argument, path: string): readonly string[] {
  const { type, max = Infinity, pattern, oneOf } = argument;
  if (typeof type === 'object') return nestedProblems(value, type, path);
  if (!isOf(value, type)) return [`${path}: no ${type}`];
  const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
  const size = Array.isArray(value) || typeof value === 'string' ? value.length : 0;
  return [
    ...(size > max ? [`${path}: longer than ${max}`] : []),
    ...(pattern === undefined
      ? []
      : texts.filter((item) => !pattern.test(item)).map((item) => `${path}: "${item}"`)),
    ...(oneOf === undefined
      ? []
      : texts.filter((item) => !oneOf.includes(item)).map((item) => `${path}: "${item}"`)),
  ];
}

function nestedProblems(value: unknown, block: Block, path: string): readonly string[] {
  if (!Array.isArray(value)) return [`${path}: no list of blocks`];
  return [
    ...(value.length > (block.maxItems ?? Infinity) ? [`${path}: too many blocks`] : []),
    ...value.flatMap((item, at) =>
      blockProblems(fieldsOf(item), block.arguments, `${path}[${at}]`),
    ),
  ];
}

function isOf(value: unknown, type: Exclude<Argument['type'], Block>): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'bool':
      return typeof value === 'boolean';
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'map':
    default:
      return isFields(value) && Object.values(value).every((item) => typeof item === 'string');
  }
}

function dependencyProblems(
  dependencies: unknown,
  addresses: ReadonlySet<string>,
  path: string,
): readonly string[] {
  if (dependencies === undefined) return [];
  if (!Array.isArray(dependencies)) return [`${path}.depends_on: no list`];
  return dependencies
    .filter((address) => !addresses.has(String(address)))
    .map((address) => `${path}.depends_on: ${String(address)} is not there`);
}

/** Expressions must refer to what is there; an escape that was forgotten shows as an expression that does not. */
function templateProblems(
  value: unknown,
  addresses: ReadonlySet<string>,
  path: string,
): readonly string[] {
  if (typeof value === 'string')
    // A blank in place of each escape: what stands on its two sides is no expression together.
    return [...value.replaceAll(/([$%])\1\{/g, ' ').matchAll(/([$%])\{([^}]*)\}?/g)]
      .filter(([, sign, inside = '']) => sign === '%' || !isExpression(inside, addresses))
      .map(([all]) => `${path}: ${all}`);
  if (Array.isArray(value))
    return value.flatMap((item, at) => templateProblems(item, addresses, `${path}[${at}]`));
  return Object.entries(fieldsOf(value)).flatMap(([key, item]) =>
    templateProblems(item, addresses, `${path}.${key}`),
  );
}

function isExpression(text: string, addresses: ReadonlySet<string>): boolean {
  if (/^"[$%]+"$/.test(text)) return true;
  const [type, name, attribute] = text.split('.');
  return addresses.has(`${type}.${name}`) && (attribute === 'arn' || attribute === 'name');
}
