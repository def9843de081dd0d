/**
 * A scenario as the short texts that a link is made of, one for each field, under keys of two letters. A link carries only
 * the texts that differ from those of the sandbox's starting point. Keys and forms are a promise to links that exist: a
 * field may be added, but a key is never used again for another thing, and a new default asks for a new major version.
 */
import { FieldError } from './fieldError.ts'
import {
  amount,
  number,
  OFF,
  part,
  putAt,
  readNumbers,
  text,
  word,
  type LinkField,
  type Tree,
} from './linkFields.ts'
import { LIST_SEPARATOR, readNumber, readWord, writeNumber } from './linkText.ts'
import { parameter } from './parameters.ts'
import { parseScenario, type Scenario } from './scenario.ts'

const KEY_LENGTH = 2

/** A process (`g`), or a path of one or two values (`p`). */
const fairValue: LinkField = {
  key: 'fv',
  write: ({ market }) =>
    'path' in market.fairValue
      ? `p${market.fairValue.path.map(writeNumber).join(LIST_SEPARATOR)}`
      : `g${writeNumber(market.fairValue.annualVolatility)}${LIST_SEPARATOR}${writeNumber(market.fairValue.annualDrift)}`,
  read: (words, document) => {
    const path = 'market.fairValue'
    const values = readNumbers(path, words.slice(1))
    if (words.startsWith('p')) putAt(document, path, { path: values })
    else if (words.startsWith('g') && values.length === 2)
      putAt(document, path, { process: 'gbm', annualVolatility: values[0], annualDrift: values[1] })
    else throw new FieldError(path, words, 'a process or a path, as a link writes it')
  },
}

/** From the lowest to the highest, log-uniform (`u`), or pairs of leverage and weight (`w`). */
const leverage: LinkField = {
  key: 'le',
  write: ({ crowd }) => {
    if (!('traders' in crowd)) return OFF
    const spread = crowd.leverage
    return spread.distribution === 'logUniform'
      ? `u${writeNumber(spread.min)}${LIST_SEPARATOR}${writeNumber(spread.max)}`
      : `w${spread.values.flat().map(writeNumber).join(LIST_SEPARATOR)}`
  },
  read: (words, document) => {
    const path = 'crowd.leverage'
    const values = readNumbers(path, words.slice(1))
    if (words.startsWith('u') && values.length === 2)
      putAt(document, path, { distribution: 'logUniform', min: values[0], max: values[1] })
    else if (words.startsWith('w') && values.length % 2 === 0) {
      const pairs = values.flatMap((value, i) => (i % 2 === 0 ? [[value, values[i + 1]]] : []))
      putAt(document, path, { distribution: 'weights', values: pairs })
    } else throw new FieldError(path, words, 'a spread of leverage, as a link writes it')
  },
}

const waterfall: LinkField = {
  key: 'wf',
  write: ({ venue }) => (venue.waterfall.length === 0 ? OFF : venue.waterfall.join(LIST_SEPARATOR)),
  read: (words, document) => {
    const path = 'venue.waterfall'
    const layers = words === OFF ? [] : words.split(LIST_SEPARATOR).map((layer) => readWord(path, layer))
    putAt(document, path, layers)
  },
}

/** Each as its step, a letter for its kind, and its number. */
const SHOCKS = {
  s: { kind: 'sell', value: 'contracts' },
  d: { kind: 'depth', value: 'factor' },
  n: { kind: 'fairValue', value: 'change' },
} as const
const SHOCK = /^(\d{1,7})([sdn])(.+)$/

const shocks: LinkField = {
  key: 'sh',
  write: (scenario) => {
    const written = scenario.shocks.map((shock) => {
      if (shock.kind === 'sell') return `${shock.step}s${writeNumber(shock.contracts)}`
      if (shock.kind === 'depth') return `${shock.step}d${writeNumber(shock.factor)}`
      return `${shock.step}n${writeNumber(shock.change)}`
    })
    return written.length === 0 ? OFF : written.join(LIST_SEPARATOR)
  },
  read: (words, document) => {
    const list = words === OFF ? [] : words.split(LIST_SEPARATOR)
    const read = list.map((one, i) => {
      const match = SHOCK.exec(one)
      if (!match) throw new FieldError(`shocks[${i}]`, one, 'a push, as a link writes it')
      const { kind, value } = SHOCKS[match[2] as keyof typeof SHOCKS]
      return { step: Number(match[1]), kind, [value]: readNumber(`shocks[${i}]`, match[3]) }
    })
    putAt(document, 'shocks', read)
  },
}

const FIELDS: readonly LinkField[] = [
  text('sd', 'seed'),
  text('ti', 'title'),
  number('ns', 'steps'),
  number('ss', 'stepSeconds'),
  number('sp', 'market.startPrice'),
  fairValue,
  word('cu', 'liquidity.curve'),
  amount('de', 'liquidity.depth', 'shareOfOpenInterest'),
  number('re', 'liquidity.resilience'),
  part('st', 'liquidity.stress', ['sensitivity', 'memorySteps', 'calmReturn']),
  amount('mk', 'liquidity.makers.capital', 'shareOfOpenInterest'),
  number('ml', 'venue.maxLeverage'),
  number('mm', 'venue.maintenanceMargin'),
  number('lf', 'venue.liquidationFee'),
  number('cf', 'venue.liquidation.closeFactor'),
  amount('ca', 'venue.liquidation.capacityPerStep', 'shareOfTraders', 'null'),
  number('la', 'venue.liquidation.latencySteps'),
  word('su', 'venue.liquidation.surplus'),
  number('iw', 'venue.mark.indexWeight'),
  number('il', 'venue.mark.lagSteps'),
  waterfall,
  amount('if', 'venue.insuranceFund', 'shareOfOpenInterest'),
  amount('ve', 'venue.venueEquity', 'shareOfOpenInterest'),
  word('ar', 'venue.adl.ranking'),
  word('sb', 'venue.socializedLoss.base'),
  part('cb', 'venue.circuitBreaker', ['move', 'windowSteps', 'haltSteps'], 'null'),
  number('nt', 'crowd.traders'),
  number('ls', 'crowd.longShare'),
  leverage,
  number('dm', 'crowd.deposit.median'),
  number('ds', 'crowd.deposit.sigma'),
  number('es', 'crowd.entrySpread'),
  // Before its parts, since it puts the whole: where there is any behavior at all, turnover has a number.
  part('to', 'crowd.behavior', ['turnover']),
  part('tu', 'crowd.behavior.topUp', ['share', 'at', 'amount', 'delaySteps', 'times']),
  part('sl', 'crowd.behavior.stopLoss', ['share', 'loss']),
  part('tp', 'crowd.behavior.takeProfit', ['share', 'gain']),
  part('rl', 'crowd.behavior.relever', ['share', 'below']),
  part('av', 'crowd.behavior.arrivals', ['perStep', 'trendFollowing', 'trendMemorySteps']),
  shocks,
]

/** A scenario written out: a text for each key, always all of them and in the same order. */
export type WrittenScenario = ReadonlyMap<string, string>

/** @param scenario one with a drawn crowd and a path of at most two values */
export function writeScenario(scenario: Scenario): WrittenScenario {
  return new Map(FIELDS.map((field) => [field.key, field.write(scenario)]))
}

/**
 * The document that the texts describe, with every default filled in.
 * @throws FieldError that names the field
 */
export function readScenario(written: WrittenScenario): Scenario {
  const document: Tree = { version: 1 }
  for (const { key, read } of FIELDS) read(written.get(key) as string, document)
  return parseScenario(document)
}

/** What a link leaves out: the defaults of the parameter table, no seed, no pushes. */
export const STARTING_POINT: WrittenScenario = writeScenario(
  parseScenario({
    version: 1,
    seed: '',
    steps: parameter('steps').default,
    market: { startPrice: parameter('market.startPrice').default, fairValue: { process: 'gbm' } },
    crowd: {},
  }),
)

/** The texts that differ, each with its key before it. */
export function writeDifferences(written: WrittenScenario, from: WrittenScenario): string[] {
  return [...written].filter(([key, words]) => from.get(key) !== words).map(([key, words]) => key + words)
}

/**
 * The texts of a scenario from those that differ.
 * @throws FieldError where a key is unknown or comes twice
 */
export function readDifferences(
  parts: readonly string[],
  from: WrittenScenario,
  unknownKey: string,
): WrittenScenario {
  const written = new Map(from)
  const seen = new Set<string>()
  for (const one of parts) {
    const key = one.slice(0, KEY_LENGTH)
    if (!written.has(key)) throw new FieldError('link', one, unknownKey)
    if (seen.has(key)) throw new FieldError('link', one, 'each setting at most once')
    seen.add(key)
    written.set(key, one.slice(KEY_LENGTH))
  }
  return written
}
