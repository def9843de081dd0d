/**
 * Compares the printout of a run, of either version, with what another program wrote down: whole numbers and words exactly,
 * prices and depths to 1e-9.
 * Reads both; writes nothing. Source: docs/model.md sections 10 and 11.10.
 */
const PRECISION = 1e-9

/** What is not counted in whole cents or contracts. */
const REAL_NUMBERS = new Set('price fair depth finalPrice minPrice adlAgainstMark makersLeft'.split(' '))

/**
 * Every place where the expected printout has something else than the actual one, in words; an empty list where they agree.
 * The actual one may have more fields, but not more rows.
 */
export function listWorldDifferences(actual: unknown, expected: unknown, path = ''): string[] {
  if (!isObject(expected))
    return isEqual(path, actual, expected) ? [] : [`${path}: ${show(actual)}, not ${show(expected)}`]
  if (!isObject(actual)) return [`${path}: ${show(actual)}, not ${show(expected)}`]
  if (Array.isArray(expected) && expected.length !== (actual['length'] as unknown))
    return [`${path}: ${show(actual['length'])} rows, not ${String(expected.length)}`]
  return Object.entries(expected).flatMap(([key, value]) =>
    listWorldDifferences(actual[key], value, path === '' ? key : `${path}.${key}`),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isEqual(path: string, actual: unknown, expected: unknown): boolean {
  // 0 and −0 are the same amount.
  if (actual === expected) return true
  if (typeof actual !== 'number' || typeof expected !== 'number') return false
  const isReal = REAL_NUMBERS.has(path.slice(path.lastIndexOf('.') + 1))
  return isReal && Math.abs(actual - expected) <= PRECISION * Math.abs(expected)
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing'
}
