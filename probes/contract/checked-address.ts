import { knownError } from '../../core/errors.ts';

/** The address itself, when it is one. @param what the flag that it was given with */
export function checkedAddress(what: string): (text: string) => string {
  return (text) => {
    const parsed = URL.parse(`tcp://${text}`);
    if (parsed !== null && parsed.host === text && parsed.hostname !== '') return text;
    throw knownError('bad-value', { what, given: text, expected: 'host:port' });
  };
}
