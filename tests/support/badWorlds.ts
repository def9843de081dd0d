/**
 * Worlds that are wrong in one way each: the path of a change to the world of everything (places of lists as numbers), the
 * value put there or undefined for nothing, the path that the error must name, and words of its message.
 */
import type { Json } from './badDocuments.ts'

export type BadWorld = readonly [change: string, value: unknown, path: string, says: string]

export const many = (count: number, part: unknown): Json =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, part]))
export const coin = { startPrice: 1, fairValue: { path: [1] } }
const sources = (of: Json, changes: Json = {}): Json => ({ method: 'mean', of, ...changes })
const alphaIndex = 'venues.alpha.markets.btc.mark.index'
const pool = 'venues.beta.markets.eth.liquidity'
const legs = 'venues.alpha.crowd.0.accounts.1.legs'
const written = 'venues.alpha.crowd[0].accounts[1].legs'

// prettier-ignore
export const badIds: readonly BadWorld[] = [
  ['assets.Btc', coin, 'assets.Btc', 'got "Btc", expected an id: a small letter, then at most 23'],
  ['assets.a_b', coin, 'assets.a_b', 'an id'],
  ['assets.1a', coin, 'assets.1a', 'an id'],
  [`assets.${'a'.repeat(25)}`, coin, `assets.${'a'.repeat(25)}`, 'an id'],
  ['desks.', { capital: 1 }, 'desks.', 'an id'],
  ['venues.a b', {}, 'venues.a b', 'an id'],
  ['assets', [], 'assets', 'got a list of 0, expected an object that holds assets by id'],
  ['assets', undefined, 'assets', 'this required field'],
  ['venues', undefined, 'venues', 'this required field'],
  ['venues', null, 'venues', 'an object that holds venues by id'],
  ['assets', many(17, coin), 'assets', 'expected at most 16 assets'],
  ['venues', many(17, { kind: 'institution', treasury: { depositors: 1 } }), 'venues', 'at most 16 venues'],
  ['venues.p.markets', {}, 'venues.p.kind', 'this required field'],
  ['venues.gamma.kind', 'casino', 'venues.gamma.kind', 'one of "exchange", "lending", "institution"'],
  ['venues.gamma', 7, 'venues.gamma', 'an object with kind'],
  ['venues.gamma.kind', 'constructor', 'venues.gamma.kind', 'one of'],
  ['seed', 7, 'seed', 'a text'],
  ['planets', {}, 'planets', 'no such field; known are version, title'],
  ['assets.btc.color', 1, 'assets.btc.color', 'no such field; known are startPrice'],
  ['assets.btc.constructor', 1, 'assets.btc.constructor', 'no such field; known are startPrice'],
  ['venues.gamma.toString', 1, 'venues.gamma.toString', 'no such field'],
  ['venues.alpha.mark', {}, 'venues.alpha.mark', 'no such field'],
  ['venues.lend.waterfall', [], 'venues.lend.waterfall', 'no such field'],
  ['venues.lend.liquidation', { surplus: 'fund' }, 'venues.lend.liquidation.surplus', 'no such field'],
  ['venues.bank.crowd', [], 'venues.bank.crowd', 'no such field'],
  ['venues.bank.markets', {}, 'venues.bank.markets', 'no such field'],
  ['venues.lend.treasury', undefined, 'venues.lend.treasury', 'this required field'],
  ['venues.bank.treasury.depositors', undefined, 'venues.bank.treasury.depositors', 'this required field'],
  ['venues.lend.bonus', undefined, 'venues.lend.bonus', 'this required field'],
]

// prettier-ignore
export const namesOfNothing: readonly BadWorld[] = [
  ['assets.btc.tokenOf', 'omega', 'assets.btc.tokenOf', 'the id of a venue: alpha, beta, gamma, lend, bank'],
  ['assets.btc.tokenOf', 7, 'assets.btc.tokenOf', 'an id'],
  ['venues.alpha.chain', 'side', 'venues.alpha.chain', 'the id of a chain: main'],
  ['venues.lend.chain', 'side', 'venues.lend.chain', 'the id of a chain: main'],
  ['chains', undefined, 'venues.alpha.chain', 'the id of a chain, but there is none'],
  ['venues.alpha.markets.btc.liquidity.desk', 'south', 'venues.alpha.markets.btc.liquidity.desk', 'a desk: north'],
  ['venues.gamma.markets.sol', {}, 'venues.gamma.markets.sol', 'got "sol", expected the id of an asset: btc, eth'],
  [`${legs}.0.asset`, 'sol', `${written}[0].asset`, 'the id of a market of alpha: btc, eth, token'],
  ['venues.lend.crowd.accounts.0.legs.0.asset', 'token', 'venues.lend.crowd.accounts[0].legs[0].asset', 'a market of lend: btc, eth'],
  ['venues.alpha.crowd.1.assets.1', 'sol', 'venues.alpha.crowd[1].assets[1]', 'the id of a market of alpha'],
  ['venues.beta.crowd.assets', ['token'], 'venues.beta.crowd.assets[0]', 'a market of beta: btc, eth'],
  ['venues.alpha.treasury.placed.omega', 1, 'venues.alpha.treasury.placed.omega', 'the id of a venue'],
  ['venues.alpha.treasury.holdings.sol', { contracts: 1, soldOn: 'alpha' }, 'venues.alpha.treasury.holdings.sol', 'an asset'],
  ['venues.alpha.treasury.run.after.1.insolvent', 'omega', 'venues.alpha.treasury.run.after[1].insolvent', 'a venue'],
  ['venues.alpha.treasury.run.after.2.illiquid', 'omega', 'venues.alpha.treasury.run.after[2].illiquid', 'a venue'],
  ['venues.alpha.treasury.run.after.3.closed', 'omega', 'venues.alpha.treasury.run.after[3].closed', 'a venue'],
  ['shocks.0.venue', 'omega', 'shocks[0].venue', 'the id of an exchange: alpha, beta, gamma'],
  ['shocks.2.asset', 'sol', 'shocks[2].asset', 'the id of an asset: btc, eth, token'],
  ['shocks.3.chain', 'side', 'shocks[3].chain', 'the id of a chain: main'],
  ['shocks.4.venue', 'omega', 'shocks[4].venue', 'the id of a venue'],
  ['shocks.5.venue', 'omega', 'shocks[5].venue', 'the id of a venue with accounts'],
]

// prettier-ignore
export const noBooks: readonly BadWorld[] = [
  [`${alphaIndex}`, sources({ lend: 1 }), `${alphaIndex}.of.lend`, 'got "lend", expected the id of an exchange with a market in btc: alpha, beta, gamma'],
  [`${alphaIndex}`, sources({ omega: 1 }), `${alphaIndex}.of.omega`, 'the id of an exchange with a market in btc'],
  ['venues.beta.markets.eth.mark.index', sources({ gamma: 1 }), 'venues.beta.markets.eth.mark.index.of.gamma', 'a market in eth: alpha, beta'],
  ['venues.lend.markets.eth.mark.index', sources({ gamma: 1 }), 'venues.lend.markets.eth.mark.index.of.gamma', 'a market in eth'],
  ['venues.lend.markets.btc.soldOn', 'bank', 'venues.lend.markets.btc.soldOn', 'an exchange with a market in btc'],
  ['venues.lend.markets.eth.soldOn', 'gamma', 'venues.lend.markets.eth.soldOn', 'an exchange with a market in eth: alpha, beta'],
  ['venues.lend.markets.eth.soldOn', 'lend', 'venues.lend.markets.eth.soldOn', 'an exchange with a market in eth'],
  ['venues.alpha.treasury.holdings.token.soldOn', 'beta', 'venues.alpha.treasury.holdings.token.soldOn', 'a market in token: alpha'],
  ['venues.alpha.treasury.run.after.4.below.venue', 'bank', 'venues.alpha.treasury.run.after[4].below.venue', 'the id of an exchange'],
  ['venues.alpha.treasury.run.after.4.below.asset', 'token', 'venues.alpha.treasury.run.after[4].below.asset', 'a market of beta: btc, eth'],
  ['shocks.0.venue', 'lend', 'shocks[0].venue', 'the id of an exchange'],
  ['shocks.1.asset', 'token', 'shocks[1].asset', 'the id of a market of beta'],
  ['shocks.5.venue', 'bank', 'shocks[5].venue', 'a venue with accounts: alpha, beta, gamma, lend'],
  ['shocks.6.venue', 'bank', 'shocks[6].venue', 'a venue with accounts: alpha, beta, gamma, lend'],
  ['venues.alpha.treasury.placed.alpha', 1, 'venues.alpha.treasury.placed.alpha', 'another venue than itself'],
  ['venues.bank.treasury.placed.bank', 1, 'venues.bank.treasury.placed.bank', 'another venue than itself'],
]

// prettier-ignore
export const badMarkets: readonly BadWorld[] = [
  [`${pool}.curve`, 'squareRoot', `${pool}.curve`, 'got "squareRoot", expected "constantProduct" on a book that is anchored'],
  [`${pool}.resilience`, 0.1, `${pool}.resilience`, 'expected 0 on a book'],
  [`${pool}.stress`, {}, `${pool}.stress`, 'no stress on a book'],
  [`${pool}.makers`, { capital: 5 }, `${pool}.makers`, 'no makers on a book'],
  [`${pool}.desk`, 'north', `${pool}.desk`, 'no desk on a book'],
  [`${pool}.anchor`, 'sky', `${pool}.anchor`, 'one of "fair", "reserves"'],
  [`${pool}.anchor`, 'fair', `${pool}.fee`, 'no fee on a book that is not anchored at its reserves'],
  ['shocks.1.asset', 'eth', 'shocks[1].kind', 'got "depth", expected no depth shock on a book'],
  ['venues.alpha.markets.eth.liquidity.makers', { capital: 0 }, 'venues.alpha.markets.eth.liquidity.makers', 'no makers of its own beside the desk north'],
  [alphaIndex, 'foul', alphaIndex, '"fair", "start", { fairOf } or { method, of }'],
  [alphaIndex, 7, alphaIndex, '"fair", "start"'],
  [alphaIndex, ['alpha'], alphaIndex, '"fair", "start"'],
  [alphaIndex, { fairOf: 'sol' }, `${alphaIndex}.fairOf`, 'the id of an asset'],
  [alphaIndex, { fairOf: 'btc', of: {} }, `${alphaIndex}.of`, 'no such field'],
  [alphaIndex, { of: { alpha: 1 } }, `${alphaIndex}.method`, 'this required field'],
  [alphaIndex, sources({ alpha: 1 }, { method: 'mode' }), `${alphaIndex}.method`, 'one of "mean", "median"'],
  [alphaIndex, sources({}), `${alphaIndex}.of`, 'at least one source'],
  [alphaIndex, sources({ alpha: 0 }), `${alphaIndex}.of.alpha`, 'a number above 0'],
  [alphaIndex, sources({ alpha: -1 }), `${alphaIndex}.of.alpha`, 'a number above 0'],
  [alphaIndex, sources({ alpha: 1, beta: 1 }, { clamp: 0.1 }), `${alphaIndex}.clamp`, 'no clamp with fewer than 3 sources'],
  ['venues.lend.markets.btc.mark.index.clamp', 0.1, 'venues.lend.markets.btc.mark.index.clamp', 'no clamp with a median'],
  ['venues.gamma.markets', {}, 'venues.beta.markets.btc.mark.index.of.gamma', 'an exchange with a market in btc: alpha, beta'],
]

// prettier-ignore
export const badCrowds: readonly BadWorld[] = [
  [`${legs}.1.asset`, 'btc', `${written}[1].asset`, 'got "btc", expected one leg in a market'],
  [legs, [], written, 'at least one leg'],
  [`${legs}.0.side`, 'up', `${written}[0].side`, 'one of "long", "short"'],
  [`${legs}.0.leverage`, 12.1, written, 'got 20.1, expected leverages that add up to at most maxLeverage of alpha, 20'],
  ['venues.alpha.crowd.0.accounts.0.legs.0.leverage', 20.5, 'venues.alpha.crowd[0].accounts[0].legs[0].leverage', 'at most maxLeverage of alpha, 20'],
  ['venues.lend.crowd.accounts.0.legs.1.side', 'short', 'venues.lend.crowd.accounts[0].legs[1].side', 'expected "long" in a lending protocol, where nobody is short'],
  ['venues.lend.crowd', { traders: 5, longShare: 0.6 }, 'venues.lend.crowd.longShare', '1 in a lending protocol, where nobody is short'],
  ['venues.lend.crowd', { hedgers: { count: 1, leverage: 2 } }, 'venues.lend.crowd.hedgers', 'no such field'],
  ['venues.lend.crowd', { behavior: { stopLoss: {} } }, 'venues.lend.crowd.behavior.stopLoss', 'no such field; known are topUp'],
  ['venues.lend.crowd', { behavior: { turnover: 0.1 } }, 'venues.lend.crowd.behavior.turnover', '0 in a lending protocol'],
  ['venues.beta.crowd.traders', 0, 'venues.beta.crowd.traders', 'a whole number from 1'],
  ['venues.beta.crowd.assets', [], 'venues.beta.crowd.assets', 'at least one asset'],
  ['venues.beta.crowd.assets', ['btc', 'btc'], 'venues.beta.crowd.assets[1]', 'each asset at most once'],
  ['venues.beta.crowd.leverage', { distribution: 'logUniform', min: 5, max: 4 }, 'venues.beta.crowd.leverage.max', 'at least venues.beta.crowd[0].leverage.min, 5'],
  ['venues.alpha.crowd.1.hedgers.count', 0, 'venues.alpha.crowd[1].hedgers.count', 'a whole number from 1'],
  ['venues.alpha.crowd.1.hedgers.leverage', 0, 'venues.alpha.crowd[1].hedgers.leverage', 'a number above 0 to 1000'],
  ['venues.alpha.crowd.0.behavior.topUp.at', 34, 'venues.alpha.crowd[0].behavior.topUp.at', 'at × maintenanceMargin below 1, with 0.03'],
  ['venues.alpha.crowd.0.behavior.topUp.times', 11, 'venues.alpha.crowd[0].behavior.topUp.times', 'amount × times at most 10'],
  ['venues.beta.crowd', 'everyone', 'venues.beta.crowd', 'an object with traders'],
  ['venues.beta.crowd', Array(1001).fill({}), 'venues.beta.crowd', 'at most 1000 crowds'],
  ['venues.beta.crowd', [{}, { traders: '1' }], 'venues.beta.crowd[1].traders', 'got "1"'],
]

// prettier-ignore
export const outOfRange: readonly BadWorld[] = [
  ['assets.btc.startPrice', 9e-7, 'assets.btc.startPrice', 'a number from 0.000001 to 1000000000'],
  ['assets.btc.startPrice', 1.1e9, 'assets.btc.startPrice', 'a number from 0.000001 to 1000000000'],
  ['assets.btc.startPrice', 101, 'assets.btc.fairValue.path[0]', 'got 100, expected assets.btc.startPrice, 101'],
  ['assets.btc.fairValue.path', [100, 0], 'assets.btc.fairValue.path[1]', 'a number from 0.000001'],
  ['assets.btc.fairValue.path', Array(32).fill(100), 'assets.btc.fairValue.path', 'at most steps + 1 = 31 values'],
  ['assets.btc.fairValue.process', 'gbm', 'assets.btc.fairValue.path', 'no such field'],
  ['assets.btc.loading', 1.01, 'assets.btc.loading', 'a number from -1 to 1'],
  ['desks.north.capital', 0, 'desks.north.capital', 'a number above 0'],
  ['desks.north.capital', 0.001, 'desks.north.capital', 'with at most two decimals'],
  ['chains.main.gas', 0.001, 'chains.main.gas', 'with at most two decimals'],
  ['chains.main.slotsPerStep', -1, 'chains.main.slotsPerStep', 'a number from 0'],
  ['chains.main.slotsPerStep', undefined, 'chains.main.slotsPerStep', 'this required field'],
  ['venues.alpha.maintenanceMargin', 0, 'venues.alpha.maintenanceMargin', 'a number above 0 to below 1'],
  ['venues.lend.maintenanceMargin', 1, 'venues.lend.maintenanceMargin', 'a number above 0 to below 1'],
  ['venues.alpha.markets.btc.maintenanceMargin', 0, 'venues.alpha.markets.btc.maintenanceMargin', 'above 0 to below 1'],
  ['venues.lend.markets.btc.maintenanceMargin', 1, 'venues.lend.markets.btc.maintenanceMargin', 'above 0 to below 1'],
  ['venues.lend.bonus', -0.1, 'venues.lend.bonus', 'a number from 0'],
  ['venues.alpha.governance.majority', 1, 'venues.alpha.governance.majority', 'a number from 0 to below 1'],
  ['venues.alpha.governance.delaySteps', 0, 'venues.alpha.governance.delaySteps', 'a whole number from 1'],
  ['venues.alpha.governance.by', 'age', 'venues.alpha.governance.by', 'one of "position", "equity"'],
  ['venues.alpha.onFailure', 'pray', 'venues.alpha.onFailure', 'one of "carryOn", "close"'],
  ['venues.alpha.insuranceFund', 0.001, 'venues.alpha.insuranceFund', 'with at most two decimals'],
  ['venues.bank.insuranceFund', { shareOfOpenInterest: 0.1 }, 'venues.bank.insuranceFund', 'got an object, expected a number'],
  ['venues.alpha.adl.ranking', 'age', 'venues.alpha.adl.ranking', 'one of "profitLeverage", "entryValue", "proRata"'],
  ['venues.alpha.waterfall', ['adl', 'adl'], 'venues.alpha.waterfall[1]', 'each layer at most once'],
  [`${pool}.fee`, 1, `${pool}.fee`, 'a number from 0 to below 1'],
  ['venues.beta.markets.btc.mark.index.clamp', 1, 'venues.beta.markets.btc.mark.index.clamp', 'a number from 0 to below 1'],
  ['venues.beta.markets.eth.arbitrage', 1.1, 'venues.beta.markets.eth.arbitrage', 'a number from 0 to 1'],
  ['venues.lend.markets.btc.mark.indexWeight', 2, 'venues.lend.markets.btc.mark.indexWeight', 'a number from 0 to 1'],
  ['venues.alpha.treasury.depositors', -1, 'venues.alpha.treasury.depositors', 'a number from 0'],
  ['venues.alpha.treasury.depositors', 0.125, 'venues.alpha.treasury.depositors', 'with at most two decimals'],
  ['venues.alpha.treasury.placed.bank', 0.125, 'venues.alpha.treasury.placed.bank', 'with at most two decimals'],
  ['venues.alpha.treasury.holdings.token.contracts', 0.5, 'venues.alpha.treasury.holdings.token.contracts', 'a whole number'],
  ['venues.alpha.treasury.run.perStep', 0, 'venues.alpha.treasury.run.perStep', 'a number above 0 to 1'],
  ['venues.alpha.treasury.run.after.0', {}, 'venues.alpha.treasury.run.after[0]', 'one of step, insolvent, illiquid, closed, below'],
  ['venues.alpha.treasury.run.after.0', 5, 'venues.alpha.treasury.run.after[0]', 'one of step'],
  ['venues.alpha.treasury.run.after.0.insolvent', 'bank', 'venues.alpha.treasury.run.after[0].insolvent', 'no such field; known are step'],
  ['venues.alpha.treasury.run.after.4.below.price', 0, 'venues.alpha.treasury.run.after[4].below.price', 'a number from 0.000001'],
  ['venues.alpha.treasury.run.after', { step: 1 }, 'venues.alpha.treasury.run.after', 'a list of conditions'],
  ['shocks.0', { step: 1, kind: 'sneeze' }, 'shocks[0].kind', 'one of "sell", "depth", "fairValue", "chain", "loss", "rule", "proposal"'],
  ['shocks.0', 7, 'shocks[0]', 'a shock'],
  ['shocks.0.step', 0, 'shocks[0].step', 'a whole number from 1 to 1000000'],
  ['shocks.0.contracts', 0.5, 'shocks[0].contracts', 'a whole number'],
  ['shocks.1.factor', 0, 'shocks[1].factor', 'a number above 0 to 1000'],
  ['shocks.2.change', -1, 'shocks[2].change', 'a number above -1 to 1000'],
  ['shocks.3.slots', -1, 'shocks[3].slots', 'a number from 0 to 1000'],
  ['shocks.3.gas', 1001, 'shocks[3].gas', 'a number from 0 to 1000'],
  ['shocks.4.amount', 0.125, 'shocks[4].amount', 'with at most two decimals'],
  ['shocks.5.maintenanceMargin', 0, 'shocks[5].maintenanceMargin', 'a number above 0 to below 1'],
  ['shocks.6.maintenanceMargin', 1, 'shocks[6].maintenanceMargin', 'a number above 0 to below 1'],
  ['shocks', Array(1001).fill({ step: 1, kind: 'loss', venue: 'bank', amount: 1 }), 'shocks', 'at most 1000 shocks'],
  ['steps', 1_000_001, 'steps', 'a whole number from 1 to 1000000'],
]
