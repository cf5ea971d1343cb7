/**
 * A number as CloudWatch writes it, which is Java's `Double.toString`: always with a decimal point, and with an exponent
 * below a thousandth and from ten million up. https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Double.html
 *
 * @example
 *   javaNumber(45628) // '45628.0'
 *   javaNumber(1e7) // '1.0E7'
 */
export function javaNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (size >= 1e-3 && size < 1e7) return withPoint(String(value));
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${withPoint(digits)}E${Number(exponent)}`;
}

function withPoint(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
