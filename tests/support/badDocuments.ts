/**
 * Documents that are wrong in one way each: what is changed in a valid one, the path that the error must name, and
 * words that its message must contain.
 */
export type Json = Record<string, unknown>

export interface BadDocument {
  readonly name: string
  readonly path: string
  readonly says: string
  readonly document: unknown
}

export const createAccount = (changes: Json = {}): Json => ({
  side: 'long',
  collateral: 100,
  leverage: 5,
  entry: 100,
  ...changes,
})

export const createDocument = (changes: Json = {}): Json => ({
  version: 1,
  seed: 's',
  steps: 10,
  market: { startPrice: 100, fairValue: { path: [100] } },
  crowd: { accounts: [createAccount()] },
  ...changes,
})

export const bad = (
  path: string,
  says: string,
  changes: Json,
  name = JSON.stringify(changes),
): BadDocument => ({
  name: name.slice(0, 90),
  path,
  says,
  document: createDocument(changes),
})
const fair = (fairValue: unknown): Json => ({ market: { startPrice: 100, fairValue } })
export const account = (changes: Json): Json => ({
  crowd: { accounts: [createAccount(), createAccount(changes)] },
})
const behavior = (rules: unknown): Json => ({ crowd: { accounts: [createAccount()], behavior: rules } })
const leverage = (distribution: unknown): Json => ({ crowd: { leverage: distribution } })
const shock = (...shocks: unknown[]): Json => ({ shocks })
const without = (...names: string[]): Json => {
  const document = createDocument()
  for (const name of names) Reflect.deleteProperty(document, name)
  return document
}
const missing = (name: string): BadDocument => ({
  name: `no ${name}`,
  path: name,
  says: 'got nothing, expected this required field',
  document: without(name),
})

/** Values of every wrong type, for a field that is a number. */
const NOT_NUMBERS: [string, unknown][] = [
  ['"10"', '10'],
  ['null', null],
  ['true', true],
  ['a list of 1', [10]],
  ['an object', {}],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = wrap(value)
  return value
}

export const badFields: readonly BadDocument[] = [
  ...['version', 'seed', 'steps', 'market', 'crowd'].map(missing),
  bad('version', 'got 2, expected the number 1', { version: 2 }),
  bad('version', 'got "1", expected the number 1', { version: '1' }),
  bad('seed', 'got 3, expected a text', { seed: 3 }),
  bad('seed', 'at most 256 characters', { seed: 'x'.repeat(257) }),
  bad('title', 'at most 256 characters', { title: 'x'.repeat(257) }),
  ...NOT_NUMBERS.map(([shown, steps]) =>
    bad('steps', `got ${shown}, expected a whole number from 1 to 1000000`, { steps }, `steps ${shown}`),
  ),
  bad('steps', 'got 0,', { steps: 0 }),
  bad('steps', 'got -5,', { steps: -5 }),
  bad('steps', 'got 1.5,', { steps: 1.5 }),
  bad('steps', 'to 1000000', { steps: 1_000_001 }),
  bad('stepSeconds', 'a number above 0', { stepSeconds: 0 }),

  bad('market', 'expected an object with startPrice, fairValue', { market: [] }),
  bad('market.startPrice', 'got nothing, expected this required field', {
    market: { fairValue: { path: [1] } },
  }),
  bad('market.startPrice', 'from 0.000001 to 1000000000', {
    market: { startPrice: 0.0000009, fairValue: { path: [1] } },
  }),
  bad('market.startPrice', 'from 0.000001 to 1000000000', {
    market: { startPrice: 1_000_000_001, fairValue: { path: [1] } },
  }),
  bad('market.fairValue.path', 'got nothing', fair({})),
  bad('market.fairValue.path', 'a list of prices', fair({ path: { 0: 100 } })),
  bad('market.fairValue.path', 'at least one price', fair({ path: [] })),
  bad('market.fairValue.path[1]', 'got -1', fair({ path: [100, -1] })),
  bad('market.fairValue.path[2]', 'got null', fair({ path: [100, 99, null] })),
  bad('market.fairValue.path[0]', 'expected market.startPrice, 100', fair({ path: [101] })),
  bad('market.fairValue.path', 'at most steps + 1 = 11 values', fair({ path: new Array(12).fill(100) })),
  bad(
    'market.fairValue.process',
    'one of "gbm", "studentT", "jumps", "garch", "history"',
    fair({ process: 'tea leaves' }),
  ),
  bad('market.fairValue.process', 'one of "gbm"', fair({ process: 'toString' })),
  bad('market.fairValue.process', 'one of "gbm"', fair({ process: ['gbm'] })),
  bad('market.fairValue.degreesOfFreedom', 'no such field', fair({ process: 'gbm', degreesOfFreedom: 4 })),
  bad('market.fairValue.degreesOfFreedom', 'above 2', fair({ process: 'studentT', degreesOfFreedom: 2 })),
  bad('market.fairValue.sdLog', 'from 0', fair({ process: 'jumps', sdLog: -0.1 })),
  bad('market.fairValue.perYear', 'at most 100 jumps a step, with steps of 31536000 s', {
    ...fair({ process: 'jumps', perYear: 101 }),
    stepSeconds: 31_536_000,
  }),
  bad('market.fairValue.beta', 'alpha + beta below 1', fair({ process: 'garch', alpha: 0.5, beta: 0.5 })),
  bad('market.fairValue.prices', 'got nothing', fair({ process: 'history' })),
  bad('market.fairValue.prices', 'at least two prices', fair({ process: 'history', prices: [100] })),
  bad('market.fairValue.prices[1]', 'got 0', fair({ process: 'history', prices: [100, 0] })),
  bad(
    'market.fairValue.blockSteps',
    'a whole number from 1',
    fair({ process: 'history', prices: [100, 99], blockSteps: 0 }),
  ),
  bad('market.fairValue.path', 'no such field', fair({ process: 'gbm', path: [100] })),
  bad('market.fairValue.annualVolatility', 'from 0', fair({ process: 'gbm', annualVolatility: -0.1 })),

  bad('liquidity.curve', 'one of "exponential", "squareRoot", "constantProduct"', {
    liquidity: { curve: 'linear' },
  }),
  bad('liquidity.depth', 'a number above 0', { liquidity: { depth: 0 } }),
  bad('liquidity.depth', 'an object with shareOfOpenInterest', { liquidity: { depth: [] } }),
  bad('liquidity.depth.shareOfOpenInterest', 'got nothing', { liquidity: { depth: {} } }),
  bad('liquidity.depth.share', 'no such field', {
    liquidity: { depth: { shareOfOpenInterest: 1, share: 1 } },
  }),
  bad('liquidity.resilience', 'from 0 to 1', { liquidity: { resilience: 1.01 } }),
  bad('liquidity.stress.calmReturn', 'above 0', { liquidity: { stress: { calmReturn: 0 } } }),
  bad('liquidity.makers.capital', 'at most two decimals', { liquidity: { makers: { capital: 0.001 } } }),

  bad('venue', 'got null, expected an object', { venue: null }),
  bad('venue.maxLeverage', 'above 0 to 1000', { venue: { maxLeverage: 1001 } }),
  bad('venue.maintenanceMargin', 'to below 1', { venue: { maintenanceMargin: 1 } }),
  bad('venue.liquidation.closeFactor', 'above 0 to 1', { venue: { liquidation: { closeFactor: 0 } } }),
  bad('venue.liquidation.capacityPerStep', 'a whole number', {
    venue: { liquidation: { capacityPerStep: 0.5 } },
  }),
  bad('venue.liquidation.capacityPerStep.shareOfTraders', 'got nothing', {
    venue: { liquidation: { capacityPerStep: { shareOfOpenInterest: 1 } } },
  }),
  bad('venue.liquidation.surplus', 'one of "trader", "fund"', { venue: { liquidation: { surplus: 'me' } } }),
  bad('venue.mark.indexWeight', 'from 0 to 1', { venue: { mark: { indexWeight: -0.5 } } }),
  bad('venue.waterfall', 'a list of layers', { venue: { waterfall: 'adl' } }),
  bad('venue.waterfall[1]', 'got "prayer", expected one of', { venue: { waterfall: ['adl', 'prayer'] } }),
  bad('venue.waterfall[2]', 'each layer at most once', {
    venue: { waterfall: ['adl', 'insuranceFund', 'adl'] },
  }),
  bad('venue.insuranceFund', 'got 1.005, expected a number from 0', { venue: { insuranceFund: 1.005 } }),
  bad('venue.insuranceFund', 'got -1', { venue: { insuranceFund: -1 } }),
  bad('venue.venueEquity', 'at most two decimals', { venue: { venueEquity: 99.999 } }),
  bad('venue.adl.ranking', 'one of "profitLeverage", "entryValue", "proRata"', {
    venue: { adl: { ranking: 'age' } },
  }),
  bad('venue.socializedLoss.base', 'one of "profit", "openInterest"', {
    venue: { socializedLoss: { base: 'luck' } },
  }),
  bad('venue.circuitBreaker', 'got false', { venue: { circuitBreaker: false } }),
  bad('venue.circuitBreaker.haltSteps', 'from 1', { venue: { circuitBreaker: { haltSteps: 0 } } }),

  bad('crowd.accounts', 'at least one account', { crowd: { accounts: [] } }),
  bad('crowd.accounts', 'a list of accounts', { crowd: { accounts: {} } }),
  bad('crowd.traders', 'no such field; known are accounts, behavior', {
    crowd: { accounts: [createAccount()], traders: 3 },
  }),
  bad('crowd.traders', 'from 1 to 2000000', { crowd: { traders: 2_000_001 } }),
  bad('crowd.accounts[1]', 'expected an object with side, collateral, leverage, entry', {
    crowd: { accounts: [createAccount(), []] },
  }),
  ...['side', 'collateral', 'leverage', 'entry'].map((name) => {
    const given = Object.fromEntries(Object.entries(createAccount()).filter(([key]) => key !== name))
    return bad(`crowd.accounts[0].${name}`, 'this required field', { crowd: { accounts: [given] } })
  }),
  bad('crowd.accounts[1].side', 'one of "long", "short"', account({ side: 'buy' })),
  bad('crowd.accounts[1].collateral', 'at most two decimals', account({ collateral: 10.001 })),
  bad('crowd.accounts[1].collateral', 'to 10000000000', account({ collateral: 2e10 })),
  bad('crowd.accounts[1].leverage', 'above 0 to 1000', account({ leverage: 1001 })),
  bad('crowd.accounts[1].name', 'no such field', account({ name: 'Ann' })),
  bad('crowd.leverage.distribution', 'one of "logUniform", "weights"', leverage({ distribution: 'normal' })),
  bad('crowd.leverage.distribution', 'got nothing', leverage({ min: 2 })),
  bad(
    'crowd.leverage.max',
    'at least crowd.leverage.min, 30',
    leverage({ distribution: 'logUniform', min: 30 }),
  ),
  bad('crowd.leverage.values', 'at least one pair', leverage({ distribution: 'weights', values: [] })),
  bad('crowd.leverage.values', 'above 0', leverage({ distribution: 'weights', values: [[3, 0]] })),
  bad('crowd.leverage.values[0][1]', 'got -1', leverage({ distribution: 'weights', values: [[3, -1]] })),
  bad('crowd.leverage.values[0][2]', 'a pair', leverage({ distribution: 'weights', values: [[3, 1, 1]] })),
  bad('crowd.deposit.median', 'got 0', { crowd: { deposit: { median: 0 } } }),
  bad('crowd.entrySpread', 'to below 1', { crowd: { entrySpread: 1 } }),

  bad('crowd.behavior.topUp.times', 'this required field', behavior({ topUp: { share: 1 } })),
  bad('crowd.behavior.topUp.at', 'above 1', behavior({ topUp: { at: 1, times: 1 } })),
  bad(
    'crowd.behavior.topUp.at',
    'at × maintenanceMargin below 1',
    behavior({ topUp: { at: 200, times: 1 } }),
  ),
  bad('crowd.behavior.topUp.times', 'amount × times at most 10', behavior({ topUp: { times: 21 } })),
  bad('crowd.behavior.relever.below', 'to below 1', behavior({ relever: { below: 1 } })),
  bad('crowd.behavior.turnover', 'from 0 to 1', behavior({ turnover: 2 })),
  bad('crowd.behavior.panic', 'no such field; known are topUp', behavior({ panic: 1 })),

  bad('shocks', 'a list of shocks', { shocks: {} }),
  bad('shocks', 'at most 1000 shocks', {
    shocks: new Array(1001).fill({ step: 1, kind: 'depth', factor: 1 }),
  }),
  bad('shocks[1]', 'got null, expected a shock', shock({ step: 1, kind: 'depth', factor: 1 }, null)),
  bad('shocks[0].kind', 'one of "sell", "depth", "fairValue"', shock({ step: 1, kind: 'buy' })),
  bad('shocks[0].step', 'a whole number from 1', shock({ step: 0, kind: 'sell', contracts: 1 })),
  bad('shocks[0].step', 'this required field', shock({ kind: 'sell', contracts: 1 })),
  bad(
    'shocks[0].contracts',
    'a whole number from -1000000000000000',
    shock({ step: 1, kind: 'sell', contracts: 0.5 }),
  ),
  bad('shocks[0].factor', 'above 0', shock({ step: 1, kind: 'depth', factor: 0 })),
  bad('shocks[0].change', 'above -1', shock({ step: 1, kind: 'fairValue', change: -1 })),
  ...[0, 1001, 1.5].map((overSteps) =>
    bad(
      'shocks[0].overSteps',
      'from 1 to 1000',
      shock({ step: 1, kind: 'fairValue', change: -0.1, overSteps }),
    ),
  ),
  bad('shocks[0].factor', 'no such field', shock({ step: 1, kind: 'sell', contracts: 1, factor: 1 })),

  bad('surprise', 'no such field; known are version', { surprise: 1 }),
  bad('market.surprise', 'no such field', {
    market: { startPrice: 100, fairValue: { path: [100] }, surprise: 1 },
  }),
  bad('a b', 'no such field', { 'a\nb': 1 }),
  bad('market.constructor', 'no such field', { market: { constructor: 1 } }),
  bad('venue.toString', 'no such field', { venue: { toString: 1 } }),
  {
    name: '__proto__ in JSON',
    path: '__proto__',
    says: 'no such field',
    document: JSON.parse(`${JSON.stringify(createDocument()).slice(0, -1)},"__proto__":{"steps":5}}`),
  },
  bad('market.a.a.a.a.a.a.a.a.a.a.a', 'at most 12 levels of nesting', {
    market: nested(40, (a) => ({ a })),
  }),
  bad(`title${'[0]'.repeat(11)}`, 'at most 12 levels of nesting', { title: nested(40, (a) => [a]) }),
]
