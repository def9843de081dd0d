// What a document that says little gets: the sandbox's starting point, which a visitor meets who has changed nothing. Written
// out here by hand, and the same from the parameter table.
import { describe, expect, test } from 'vitest'
import { writeAt } from '../../src/schema/documentPath.ts'
import { optionalParts, parameters } from '../../src/schema/parameterTable.ts'
import { findPart } from '../../src/schema/parts.ts'
import { describeRange, isWithin } from '../../src/schema/parameters.ts'
import { readDocumentText } from '../../src/schema/documentText.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { createFull, withItsProcess } from '../support/rowValues.ts'

const required = { version: 1, seed: 's', steps: 10, market: { startPrice: 100, fairValue: { path: [100] } } }
const minimal = { ...required, crowd: {} }

describe('a minimal document', () => {
  test.each(['class7 ', ' class7', '\tclass7\n'])('the seed %j is the seed “class7”', (seed) => {
    expect(parseScenario({ ...minimal, seed }).seed).toBe('class7')
  })

  test('gets the sandbox’s starting point', () => {
    expect(parseScenario(minimal)).toEqual({
      version: 1,
      title: '',
      seed: 's',
      steps: 10,
      stepSeconds: 1,
      market: { startPrice: 100, fairValue: { path: [100] } },
      liquidity: {
        curve: 'exponential',
        depth: { shareOfOpenInterest: 0.03 },
        resilience: 0.02284003156575409, // half of the displacement heals in 30 steps
      },
      venue: {
        maxLeverage: 25,
        maintenanceMargin: 0.005,
        liquidationFee: 0.005,
        liquidation: {
          closeFactor: 1,
          capacityPerStep: { shareOfTraders: 0.005 },
          latencySteps: 0,
          surplus: 'trader',
        },
        mark: { indexWeight: 0, lagSteps: 0 },
        waterfall: ['insuranceFund', 'socializedLoss'],
        insuranceFund: { shareOfOpenInterest: 0.005 },
        venueEquity: 0,
        adl: { ranking: 'profitLeverage' },
        socializedLoss: { base: 'profit' },
        circuitBreaker: null,
      },
      crowd: {
        traders: 10_000,
        longShare: 0.6,
        leverage: { distribution: 'logUniform', min: 1.5, max: 25 },
        deposit: { median: 1000, sigma: 1 },
        entrySpread: 0.01,
      },
      shocks: [],
    })
  })

  test('has half of a displacement heal in 30 steps', () => {
    expect((1 - parseScenario(minimal).liquidity.resilience) ** 30).toBeCloseTo(0.5, 14)
  })

  test('gets no mechanism that it did not ask for', () => {
    const { liquidity, crowd } = parseScenario(minimal)
    expect(Object.keys(liquidity)).toEqual(['curve', 'depth', 'resilience'])
    expect(crowd).not.toHaveProperty('behavior')
  })

  test('is not changed, and shares nothing with the result', () => {
    const accounts = [{ side: 'long', collateral: 100, leverage: 2, entry: 100 }]
    const document = { ...required, crowd: { accounts } }
    const text = JSON.stringify(document)
    const scenario = parseScenario(document)
    expect(JSON.stringify(document)).toBe(text)
    accounts[0].leverage = 20
    expect(scenario.crowd).toEqual({ accounts: [{ side: 'long', collateral: 100, leverage: 2, entry: 100 }] })
    expect(parseScenario(minimal).venue).not.toBe(parseScenario(minimal).venue)
  })

  test('is the same as text, with a byte order mark too', () => {
    expect(parseScenario(readDocumentText(JSON.stringify(minimal)))).toEqual(parseScenario(minimal))
    expect(parseScenario(readDocumentText(`\uFEFF${JSON.stringify(minimal)}`))).toEqual(
      parseScenario(minimal),
    )
  })
})

const drawn = {
  ...required,
  market: { startPrice: 100, fairValue: { process: 'gbm' } },
  crowd: { leverage: { distribution: 'logUniform' } },
}
const needed = parameters.filter((row) => row.required && findPart(row.key) !== undefined)
/** A document that opens every object that may be left out, and says as little as it can in each. */
const opened = [
  ...optionalParts.map(({ key }) => [key, {}] as const),
  ...needed.map((row) => [row.key, row.default] as const),
].reduce((document, [path, value]) => writeAt(document, path, value), drawn)

function at(document: unknown, key: string): unknown {
  let value = document
  for (const name of key.split('.')) value = (value as Record<string, unknown> | undefined)?.[name]
  return value
}

describe('the parameter table', () => {
  // Where the default is a share, the plain number beside it has none; some must be written, and some shares are never the default.
  const WRITTEN = ['steps', 'market.startPrice']
  const AS_SHARE = [
    'liquidity.depth',
    'venue.insuranceFund',
    'venue.liquidation.capacityPerStep',
    'liquidity.makers.capital.shareOfOpenInterest',
    'venue.venueEquity.shareOfOpenInterest',
  ]
  const silent = parameters.filter(({ key }) => ![...WRITTEN, ...AS_SHARE].includes(key))

  test.each(silent)('gives $key its default, $default', (row) => {
    expect(at(parseScenario(withItsProcess(opened as unknown as Scenario, row)), row.key)).toBe(row.default)
  })

  test('has no row that a document cannot set, and each row once', () => {
    expect(silent.length).toBeGreaterThanOrEqual(40)
    expect(new Set(parameters.map(({ key }) => key)).size).toBe(parameters.length)
  })

  test.each([...parameters])('accepts the default and the whole slider of $key', (row) => {
    const { key, default: value, slider } = row
    if (!AS_SHARE.includes(key)) expect(isWithin(row, value)).toBe(true)
    expect(slider.from).toBeLessThan(slider.to)
    expect(slider.step).toBeGreaterThan(0)
    expect([isWithin(row, slider.from), isWithin(row, slider.to)]).toEqual([true, true])
  })

  test.each([...parameters])('refuses what lies outside of $key, and says what does not', (row) => {
    const low = row.above ? row.min : row.min - (row.integer ? 1 : 0.01)
    const high = row.below ? row.max : row.max + Math.max(1, row.max / 1000)
    expect([low, high, NaN, Infinity, -Infinity].map((value) => isWithin(row, value))).toEqual(
      new Array(5).fill(false),
    )
    expect(isWithin(row, (row.min + Math.min(row.max, row.min + 4)) / 2)).toBe(true)
    if (row.integer) expect(isWithin(row, row.min + 0.5)).toBe(false)
    if (row.money) expect([isWithin(row, row.min + 0.125), isWithin(row, 12.34)]).toEqual([false, true])
    const words = describeRange(row)
    expect(words).toContain(String(row.min))
    expect(words).toContain(String(row.max))
  })

  const full = createFull()
  test.each([...parameters])('makes an error name $key, what it got and what it expected', (row) => {
    const value = row.min - 1
    expect(() => parseScenario(writeAt(withItsProcess(full, row), row.key, value))).toThrow(
      `${row.key}: got ${value}, expected ${describeRange(row)}`,
    )
  })

  test.each([...parameters])('says in one sentence what $key does', ({ label, explain }) => {
    expect(label).toMatch(/^\S.*\S$/)
    expect(explain).toMatch(/^[A-Z].*\.$/)
  })
})
