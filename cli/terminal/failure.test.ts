import { describe, expect, it } from 'vitest';
import { knownError } from '../../core/errors.ts';
import { failureOf } from './failure.ts';

describe('what went wrong', () => {
  it('is a code and one line, when a user can mend it', () => {
    expect(failureOf(knownError('cluster-not-up', { name: 'default' }))).toEqual({
      code: 'cluster-not-up',
      message: 'Cluster "default" is not up. Start it with "bilancia up --name default".',
    });
  });

  it('is a defect with its stack, when nobody foresaw it', () => {
    const defect = new TypeError('x is not a function');
    expect(failureOf(defect)).toEqual({
      code: 'defect',
      message: 'x is not a function',
      stack: defect.stack,
    });
  });

  it('is a defect even when what was thrown is no error', () => {
    expect(failureOf('out of cheese')).toEqual({
      code: 'defect',
      message: 'out of cheese',
      stack: 'out of cheese',
    });
  });
});
