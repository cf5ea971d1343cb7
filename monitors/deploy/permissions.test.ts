import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const clients: Readonly<Record<string, string>> = {
  '@aws-sdk/client-cloudwatch': 'cloudwatch',
  '@aws-sdk/client-cloudwatch-logs': 'logs',
  '@aws-sdk/client-eventbridge': 'events',
  '@aws-sdk/client-sns': 'sns',
};

/** The operations that a file asks a service for, as permissions. */
function permissionsIn(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from '(@aws-sdk\/[^']+)'/g)].flatMap(
    ([, names = '', module = '']) =>
      [...names.matchAll(/\b(?:paginate(\w+)|(\w+)Command)\b/g)].map(
        ([, paged, sent]) => `${clients[module] ?? module}:${paged ?? sent ?? ''}`,
      ),
  );
}

it('finds the permissions that a file needs', () => {
  const source = "import { PutRuleCommand, paginateListTopics } from '@aws-sdk/client-sns';";
  expect(permissionsIn(source)).toEqual(['sns:PutRule', 'sns:ListTopics']);
});

it('the policy on the page holds exactly the permissions that are used', () => {
  const files = globSync('{read,write}/*.ts', { cwd: import.meta.dirname });
  const used = files.flatMap((file) =>
    permissionsIn(readFileSync(join(import.meta.dirname, file), 'utf8')),
  );
  const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  const listed = [...page.matchAll(/"((?:cloudwatch|logs|events|sns):\w+)"/g)].map(
    ([, action = '']) => action,
  );
  expect(listed.toSorted()).toEqual([...new Set(used)].toSorted());
});
