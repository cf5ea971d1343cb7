/**
 * What both sides of the module must agree on: this file is compiled into it, and imported by `line-walker.ts`. Its numbers
 * have no types, since the languages name them differently.
 *
 * The module's memory: from 0 what the compiler puts there, from 1 KiB the state, from 2 KiB names, from 64 KiB the prefixes, from 256 KiB
 * their bytes, then results, then the lines that are read.
 */

/** Numbers of 32 bits: why a walk stopped, how many results it has, the prefix of the last line, and that of the next. */
export const stoppedWhy = 1024;
export const resultsFound = 1028;
export const lastPrefix = 1032;
export const nextPrefix = 1036;

/** Names of the fields that are read, in the order of AWS: 32 bits of the length, the bytes. */
export const fields = 1088;
export const fieldSize = 32;
export const fieldCount = 6;

/** The powers of ten from 1 on, 32 bits each, for as many digits as are read at once. */
export const powers = 1280;
export const mostDigitsAtOnce = 8;

/**
 * The names that stood between the numbers of the line before, in their order, each with the comma and the colon around it:
 * 32 bits each of how many bytes that are, of the field, and of the fields that were still wanted; then the bytes.
 */
export const names = 2048;
export const nameSize = 80;
export const nameRoom = 64;
export const mostNames = 32;

/** Reasons: all was read, or there is no room for more results; a line that is not plain; one whose prefix is not known. */
export const atEnd = 0;
export const atOdd = 1;
export const atUnknown = 2;

/** What a line has before the digits of its time: where its bytes begin and how many there are, and the one that followed the last time; 32 bits each. */
export const prefixes = 0x1_0000;
export const prefixSize = 12;
export const mostPrefixes = 0x4000;
/** No prefix. */
export const none = 0xffff_ffff;

export const prefixBytes = 0x4_0000;
export const prefixRoom = 0x80_0000;

/** A result: 32 bits of the prefix, 32 that are not used, then seven doubles: the time, and the numbers of `fields`. */
export const results = 0x84_0000;
export const resultSize = 64;
export const mostResults = 0x1000;

export const input = 0x88_0000;
/** Bytes. Behind them is room for whoever reads sixteen at once. */
export const inputRoom = 0x10_0000;

/** Pages of 64 KiB that all this takes. */
export const pages = 0x99;
