import type { Fields } from '../../source/record.ts';
import { fieldsOf, isFields } from '../../source/record.ts';
import type { TerraformResource } from './resources.ts';

/** A resource that an expression refers to: where its module is, and its address in there. */
export interface Target {
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** Written in the reference itself. */
  readonly index?: string | number;
}

/**
 * The configuration inside a plan: what its expressions refer to. A state has none.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export interface Configuration {
  /** The region of the provider that a resource uses, where it is written down. */
  readonly regionOf: (resource: TerraformResource) => string | undefined;
  /** The expressions of a resource's arguments; undefined where there is no configuration. */
  readonly expressionsOf: (resource: TerraformResource) => Fields | undefined;
  /** The region of the provider without an alias. */
  readonly region: string | undefined;
  /** The resources of a type that an argument refers to, through variables and outputs of modules. */
  readonly targets: (
    resource: TerraformResource,
    argument: string,
    type: string,
  ) => readonly Target[];
}

export function configurationOf(show: Fields): Configuration {
  const configuration = fieldsOf(show['configuration']);
  const root = fieldsOf(configuration['root_module']);
  const providers = fieldsOf(configuration['provider_config']);
  const variables = fieldsOf(show['variables']);
  const declaration = declarations(root);

  const providerRegion = (key: string): string | undefined => {
    const expression = fieldsOf(fieldsOf(fieldsOf(providers[key])['expressions'])['region']);
    const constant = expression['constant_value'];
    if (typeof constant === 'string') return constant;
    const variable = referencesOf(expression).find((name) => name.startsWith('var.'));
    const value = fieldsOf(variables[variable?.slice('var.'.length) ?? ''])['value'];
    return typeof value === 'string' ? value : undefined;
  };
  const expressionsOf = (resource: TerraformResource): Fields | undefined => {
    const declared = declaration(resource);
    return declared === undefined ? undefined : fieldsOf(declared['expressions']);
  };
  const regions = Object.keys(providers)
    .filter((key) => fieldsOf(providers[key])['name'] === 'aws' && !key.includes('.'))
    .map(providerRegion);

  return {
    region: regions.find((region) => region !== undefined),
    regionOf: (resource) => {
      const key = fieldsOf(declaration(resource))['provider_config_key'];
      return typeof key === 'string' ? providerRegion(key) : undefined;
    },
    expressionsOf,
    targets: (resource, argument, type) => {
      const expression = expressionsOf(resource)?.[argument];
      return targetsOf(root, resource.module, expression, type, 0);
    },
  };
}

/** Names of the modules on the way, without the indexes of count and for_each. */
function stepsOf(module: string): readonly string[] {
  return [...module.matchAll(/module\.([\w-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g)].map(
    ([, name]) => name ?? '',
  );
}

function moduleAt(root: Fields, steps: readonly string[]): Fields {
  return steps.reduce(
    (module, step) => fieldsOf(fieldsOf(fieldsOf(module['module_calls'])[step])['module']),
    root,
  );
}

/** Looks resources up in the configuration; a plan may have thousands, so that each module is listed once. */
function declarations(root: Fields): (resource: TerraformResource) => Fields | undefined {
  const modules = new Map<string, ReadonlyMap<string, Fields>>();
  return ({ module, type, name }) => {
    const known = modules.get(module) ?? declaredIn(moduleAt(root, stepsOf(module)));
    modules.set(module, known);
    return known.get(`${type}.${name}`);
  };
}

function declaredIn(module: Fields): ReadonlyMap<string, Fields> {
  const declared = module['resources'];
  const resources = Array.isArray(declared) ? declared.filter(isFields) : [];
  return new Map(
    resources.map((resource) => [
      `${String(resource['type'])}.${String(resource['name'])}`,
      resource,
    ]),
  );
}

/** Modules can pass values down and up again; more steps than this are a circle. */
const deepest = 20;

function targetsOf(
  root: Fields,
  module: string,
  expression: unknown,
  type: string,
  depth: number,
): readonly Target[] {
  if (depth > deepest) return [];
  const found = referencesOf(expression).flatMap((text) => {
    const [head = '', second = '', third = ''] = text.split('.');
    if (head === type) return [resourceTarget(module, text)];
    if (head === 'var' && module !== '') {
      const steps = stepsOf(module);
      const parent = moduleAt(root, steps.slice(0, -1));
      const call = fieldsOf(fieldsOf(parent['module_calls'])[steps.at(-1) ?? '']);
      const passed = fieldsOf(call['expressions'])[second];
      return targetsOf(root, parentOf(module), passed, type, depth + 1);
    }
    if (head !== 'module' || third === '') return [];
    const child = moduleAt(root, [...stepsOf(module), second.replace(/\[.*$/, '')]);
    const output = fieldsOf(fieldsOf(child['outputs'])[third.replace(/\[.*$/, '')])['expression'];
    const inside = module === '' ? `module.${second}` : `${module}.module.${second}`;
    return targetsOf(root, inside, output, type, depth + 1);
  });
  const distinct = new Map(found.map((target) => [JSON.stringify(target), target]));
  // Terraform lists `x[0].arn`, `x[0]` and `x`: what names an instance tells more than what does not.
  return [...distinct.values()].filter(
    (target) =>
      target.index !== undefined ||
      !found.some(
        (other) =>
          other.index !== undefined && other.name === target.name && other.module === target.module,
      ),
  );
}

function resourceTarget(module: string, text: string): Target {
  const [, type = '', name = '', key, count] =
    /^([\w-]+)\.([\w-]+)(?:\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\])?/.exec(text) ?? [];
  const index = key ?? (count === undefined ? undefined : Number(count));
  return { module, type, name, ...(index === undefined ? {} : { index }) };
}

function parentOf(module: string): string {
  const last = module.lastIndexOf('module.');
  return last <= 0 ? '' : module.slice(0, last - 1);
}

/** References of an expression, of a list of blocks, or of a block. */
function referencesOf(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesOf);
  if (!isFields(expression)) return [];
  const own = expression['references'];
  return Array.isArray(own)
    ? own.filter((item) => typeof item === 'string')
    : Object.values(expression).flatMap(referencesOf);
}
