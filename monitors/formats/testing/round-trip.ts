import type { DefinitionSet } from '../../definitions/definition.ts';
import { readCloudFormation } from '../cloudformation/read/read.ts';
import type { Language } from '../exported.ts';
import { toCloudFormation } from '../cloudformation/write/write.ts';
import type { ReadOptions } from '../source/options.ts';
import { readTerraform } from '../terraform/read/read.ts';
import { toTerraform } from '../terraform/write/write.ts';
import { appliedShow, plannedShow } from './planned.ts';

/** A set as it comes back from each way out and in again. */
export const roundTrips = {
  'CloudFormation in YAML': (set) => throughCloudFormation(set, 'yaml'),
  'CloudFormation in JSON': (set) => throughCloudFormation(set, 'json'),
  'a Terraform plan': (set) =>
    readTerraform(plannedShow(toTerraform(set)), 'plan.json', placeOf(set)),
  'a Terraform state': (set) =>
    readTerraform(appliedShow(toTerraform(set), set), 'state.json', placeOf(set)),
} as const satisfies Readonly<Record<string, (set: DefinitionSet) => DefinitionSet>>;

function throughCloudFormation(set: DefinitionSet, format: Language): DefinitionSet {
  const read = toCloudFormation(set, format).files.map(({ name, text }) =>
    readCloudFormation(text, name),
  );
  return {
    environment: read[0]?.environment ?? set.environment,
    definitions: read.flatMap(({ definitions }) => definitions),
  };
}

function placeOf({ environment }: DefinitionSet): ReadOptions {
  const { name, region, accountId } = environment;
  return { environment: name, region, accountId };
}
