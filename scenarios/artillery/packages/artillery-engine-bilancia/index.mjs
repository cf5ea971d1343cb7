// Artillery takes the default export of the package that an engine is named after.
export { BilanciaEngine as default } from '../../engine.ts';
