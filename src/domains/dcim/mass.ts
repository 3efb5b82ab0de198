/** Weights in one unit, whatever unit they were entered in. */

const KILOGRAMS: Readonly<Record<string, number>> = { KG: 1, G: 0.001, LB: 0.453_592_37, OZ: 0.028_349_523_125 };

/** Null when the weight or its unit is unknown; to the gram. */
export function kilogramsOf(weight: unknown, unit: unknown): number | null {
  const factor = KILOGRAMS[String(unit)];
  if (weight === null || weight === undefined || factor === undefined) return null;
  return Math.round(Number(weight) * factor * 1000) / 1000;
}
