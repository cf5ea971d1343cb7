import type { Section } from './sections.ts';

/** What a worker is started with: the sections of a file, and how many of them somebody has taken. */
export interface SharedWork {
  readonly path: string;
  readonly sections: readonly Section[];
  readonly taken: Int32Array<SharedArrayBuffer>;
}

export function sharedWork(path: string, sections: readonly Section[]): SharedWork {
  return { path, sections, taken: new Int32Array(new SharedArrayBuffer(4)) };
}

/** The next section that nobody has taken, with its place; undefined where none is left. */
export function takeSection({
  sections,
  taken,
}: SharedWork): { readonly place: number; readonly section: Section } | undefined {
  const place = Atomics.add(taken, 0, 1);
  const section = sections[place];
  return section === undefined ? undefined : { place, section };
}
