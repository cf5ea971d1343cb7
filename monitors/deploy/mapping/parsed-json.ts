import type { Json } from '../resource/json.ts';
import { normal } from '../resource/json.ts';

/** JSON text that AWS holds, in the one form; a text that is no JSON stays what it is, and differs from all that is. */
export function parsedJson(text: string): Json {
  try {
    return normal(JSON.parse(text));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return text;
    throw thrown;
  }
}
