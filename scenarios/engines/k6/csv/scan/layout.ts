/**
 * What both sides of the module must agree on: this file is compiled into it, and imported by `walker.ts`. Its numbers
 * have no types, since the languages name them differently.
 *
 * The module's memory: from 0 what the compiler puts there, from 1 KiB what a walk tells, from 64 KiB results, from
 * 128 KiB the dictionary (see `assembly/dictionary.ts`), from 1 MiB the pieces of the file that are being read.
 */

/** What a walk tells: numbers of 32 bits. */
export const stoppedWhy = 1024;
export const resultsFound = 1028;
export const recordsRead = 1032;
export const linesRead = 1036;
/** Of the record at which it stopped, if that is whole. */
export const recordEnd = 1040;
export const recordQuoted = 1044;
export const recordLines = 1048;

/** Why it stopped: at a record that is for the other side to read, or not whole, or that there is no room left for. */
export const atUnknown = 0;
export const atIncomplete = 1;
export const fullOfResults = 2;

/** A result: 32 bits of what it counts for, 32 bits of its second, 64 bits of its value. */
export const results = 0x1_0000;
export const resultSize = 16;
export const mostResults = 4096;

/** Two pieces, so that one can be filled while the other is read. Behind them is room for whoever reads sixteen bytes at once. */
export const pieces = 0x10_0000;
/** Bytes before each piece, for the beginning of a record that the piece before it ended with. */
export const keptRoom = 0x1_0000;
/** Bytes. */
export const pieceRoom = 0x8_0000;

/** What is known of a metric: its number, shifted by four bits, and these. */
export const metricShift = 4;
/** Values are milliseconds, read as whole microseconds; else they are whole numbers. */
export const isDuration = 1;
/** What a record counts for depends on what follows its value. */
export const isSplit = 2;
/** Records are always for the other side to read. */
export const isLeft = 4;
/** Values of the same second may be added up. */
export const isSum = 8;
