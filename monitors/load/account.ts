import { knownError } from '../../core/errors.ts';
import type { DefinitionSet } from '../definitions/definition.ts';

const prefix = 'account:';
const regionPattern = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

/** Whether definitions are asked for that live in an account, not in a file: `account:eu-south-1,us-east-1`. */
export function isAccount(path: string): boolean {
  return path.startsWith(prefix);
}

/**
 * Reads the definitions of the account that the environment's credentials are of. The first region is the environment's
 * own; CloudFront and Route 53 report to us-east-1.
 * @throws bad-value for what is no region; aws-credentials, aws-denied, aws-unreachable, aws-throttled, aws-refused
 */
export async function loadAccount(path: string): Promise<DefinitionSet> {
  const [home, ...others] = path.slice(prefix.length).split(',');
  if (home === undefined || ![home, ...others].every((region) => regionPattern.test(region)))
    throw knownError('bad-value', {
      what: 'The account',
      given: path,
      expected: 'account: and its regions, such as account:eu-south-1,us-east-1',
    });
  // The clients of AWS are large, and needed here only.
  const { connect } = await import('../aws/clients.ts');
  const { readAccount } = await import('../live-account/read.ts');
  const connections = connect();
  try {
    return await readAccount(connections, { regions: [home, ...others] });
  } finally {
    connections.close();
  }
}
