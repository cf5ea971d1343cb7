/**
 * What AWS's documentation leaves open, and the choice made here. A result that rests on one of these carries its code,
 * so that nobody takes a choice for a fact.
 */
export const undocumented = {
  'rest-of-line':
    'The line has more fields than the pattern names: the last field takes the rest of the line, as it stands.',
  'fewer-fields': 'The line has fewer fields than the pattern names: it does not match.',
  'unbalanced-delimiter':
    'The line opens a bracket or a quote that it does not close: the character is an ordinary one.',
  'text-after-delimiter':
    'A closing bracket or quote is not followed by a space: the field reaches to the next space and keeps its delimiters.',
  'delimiter-in-field':
    'A bracket or a quote inside a field, escaped or not, is an ordinary character: a bracketed or quoted field ends at the first closing delimiter, and any other at the next space.',
  'repeated-spaces':
    'Several spaces in a row separate two fields like one, and those at the ends of a line are ignored.',
  'other-whitespace': 'Tabs and line breaks in a line separate fields as spaces do.',
  'interior-wildcard':
    'A `*` inside a value is an ordinary character in a JSON pattern and a wildcard in a space-delimited one.',
  'escape-in-quotes':
    'In quotes, `\\"` means a quote and `\\\\` a backslash; any other backslash is an ordinary character.',
  'mixed-and-or': 'In one slot `&&` binds tighter than `||`, as it does in a JSON pattern.',
  'parenthesized-field': 'Parentheses around a single condition of a slot change nothing.',
  'field-name':
    'The name of a field may contain any character that has no meaning in the pattern, and may be a number.',
  'duplicate-field-name': 'Of two fields with one name the later one is extracted.',
  'blank-in-pattern': 'Tabs and line breaks separate the terms of a pattern as spaces do.',
  'exclusion-only':
    'A pattern with only excluded terms matches every line that contains none of them.',
  'numeric-equality': 'A field that is the same number in other digits is equal to it.',
  'number-precision':
    'Numbers are double-precision: whole numbers beyond 2^53 are rounded, in comparisons and in extracted JSON values.',
  'number-against-text':
    'A number is never equal to, less than or greater than a JSON string or boolean.',
  'quoted-against-number': 'A quoted value is never equal to a JSON number or boolean.',
  'text-against-number':
    'A bare word, a wildcard or a regular expression is tried on the digits of a JSON number and on the word of a boolean.',
  'comparison-with-null': 'A comparison with null is false, `!=` included.',
  'boolean-as-text':
    '`IS TRUE` and `IS FALSE` test booleans: the strings "true" and "false" are neither.',
  'multi-line-event':
    'In a regular expression `^` and `$` match the start and the end of the whole event, and `.` any character but a line feed.',
  'wildcard-selector':
    'A selector with a wildcard holds when any of the values it selects does; the first of them is extracted.',
  'container-in-alternative':
    'A selector that points to an array or an object keeps the whole pattern from matching, even next to an alternative that holds.',
} as const;

export type UndocumentedCode = keyof typeof undocumented;

/** Collects the choices that a result rests on; matching passes none, because collecting costs time. */
export type Notes = Set<UndocumentedCode>;
