import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `bilancia monitors init` writes: the first of the examples, which a test compares with this text. */
export const firstFile = readFileSync(join(import.meta.dirname, 'first-file.txt'), 'utf8');
