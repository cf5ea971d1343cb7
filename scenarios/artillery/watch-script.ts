import type { Recorder } from './recorder.ts';
import type { Script } from './script.ts';

/** Follows what a script of the user's does, by what Artillery's http engine tells of it. */
export function watchScript(_script: Script, _recorder: Recorder): void {}
