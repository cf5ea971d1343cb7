export { renderTextError, type TextError } from '../../core/source/text-error.ts';
