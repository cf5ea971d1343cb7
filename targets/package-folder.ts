import { fileURLToPath } from 'node:url';

/** Where this package lies: above this folder, and above `dist` where it is compiled. */
export const packageFolder = fileURLToPath(new URL('..', import.meta.url)).replace(
  /(?:dist)?[/\\]$/,
  '',
);
