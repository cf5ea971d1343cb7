/** Files of the folder of a drill that was repeated, beside the folders of its repeats, which are numbered from 1. */
export const repeatsFiles = {
  /** What came out, for programs and for people. */
  result: 'repeats.json',
  page: 'repeats.html',
} as const;
