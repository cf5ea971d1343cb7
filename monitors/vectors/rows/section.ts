import type { z } from 'zod';
import type { Row } from './row.ts';

/** One section of a vector file: its form, and its rows with what comes out here. */
export interface Section {
  /** Its property in the file. */
  readonly name: string;
  readonly form: z.ZodType;
  /** The rows of a section that fits the form. */
  readonly rows: (section: unknown) => Row[];
}

/** Ties the form of a section to the rows that are made of it. */
export function section<T>(name: string, form: z.ZodType<T>, rows: (section: T) => Row[]): Section {
  return { name, form, rows: (data) => rows(form.parse(data)) };
}
