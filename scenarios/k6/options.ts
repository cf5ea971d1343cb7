/** The tags that the reports use; k6 writes a column for each into every point, so the others only cost. */
export const systemTags = [
  'name',
  'status',
  'method',
  'expected_response',
  'error_code',
  // What k6 has no code for, such as an answer that was cut off, is told by its text alone.
  'error',
  'scenario',
] as const;
