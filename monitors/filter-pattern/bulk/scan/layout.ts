/**
 * What both sides of the module must agree on: this file is compiled into it, and imported by `line-scan.ts`. Its numbers
 * have no types, since the languages name them differently.
 *
 * The module's memory: from 0 what the compiler puts there, from 1 KiB the pattern, from 64 KiB results, from 128 KiB the
 * lines that are searched.
 */

/** Numbers of 32 bits: how many literals there are, and how many lines matched. */
export const literalCount = 1024;
export const linesFound = 1028;
/** Bit n tells whether a line matches that holds just the literals whose bits are set in n. */
export const truthTable = 1032;
/** Literals, a bit each, without which no line matches. */
export const required = 1036;

/** A literal: 32 bits of its length, its bytes. How many and how long: see `search-plan/literal-table.ts`. */
export const literals = 2048;
export const literalSize = 512;

/** A result: where a matching line begins and where it ends, 32 bits each. */
export const results = 0x1_0000;
export const mostResults = 0x2000;

export const input = 0x2_0000;
/** Bytes. Behind them is room for whoever reads sixteen at once, a literal's length ahead. */
export const inputRoom = 0x1_0000;
