export { cacheFolder } from '../bin/cache-folder.mjs';
