/**
 * Where everything is in the module's memory. `../scanner.ts` uses the same places.
 *
 *     0        left to the compiler
 *     1 KiB    what `walk` tells of the record it stopped at
 *     64 KiB   results
 *     128 KiB  slots of the dictionary
 *     512 KiB  bytes of the dictionary's keys
 *     1 MiB    the piece of the file that is being read
 */

/** Seven numbers of 32 bits, in this order. */
export const stoppedWhy: usize = 1024;
export const resultsFound: usize = 1028;
export const recordsRead: usize = 1032;
export const linesRead: usize = 1036;
export const recordEnd: usize = 1040;
export const recordQuoted: usize = 1044;
export const recordLines: usize = 1048;

/** A result: 32 bits of what it counts for, 32 bits of its second, 64 bits of its value. */
export const results: usize = 0x1_0000;
export const resultSize: usize = 16;
export const mostResults: usize = 4096;

export const slots: usize = 0x2_0000;
/** A power of two, and twice the entries, so that the way to a free slot stays short. */
export const slotCount: usize = 0x4000;
export const mostEntries: u32 = 0x2000;
export const slotSize: usize = 24;

export const keys: usize = 0x8_0000;
export const keysEnd: usize = 0x10_0000;
