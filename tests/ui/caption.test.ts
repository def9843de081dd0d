/**
 * Goal: the caption tells what has happened at any step, in words that are true of the series.
 * Method: series of a few steps by hand, each with the headline or sentence in full.
 */
import { describe, expect, it } from 'vitest'
import type { Shock } from '../../src/schema/scenario.ts'
import { composeCaption } from '../../src/ui/stage/caption.ts'
import { seriesOf } from './seriesOf.ts'

const news: Shock = { step: 2, kind: 'fairValue', change: -0.04 }
type Columns = Parameters<typeof seriesOf>[0]
/** A thin book in which forced orders make all of the move, and everyone who is sold out takes one order. */
function crashOf(columns: Columns) {
  const { price, tradersLiquidated = price.map(() => 0) } = columns
  return seriesOf({
    depth: price.map(() => 5),
    rAhead: price.map(() => 2),
    rAheadUp: price.map(() => 2),
    liquidations: tradersLiquidated,
    forcedContracts: tradersLiquidated.map((out, i) => out - (tradersLiquidated[i - 1] ?? 0)),
    ...columns,
  })
}
const series = crashOf({
  price: [100, 100, 95, 90, 85, 83.5, 88],
  fairValue: [100, 100, 96, 96, 96, 96, 96],
  tradersLiquidated: [0, 0, 50, 400, 900, 1200, 1200],
  queue: [0, 0, 300, 500, 200, 0, 0],
})
const tell = (step: number, shocks: readonly Shock[] = [news], of = series) =>
  composeCaption({ series: of, step, shocks, traders: 10_000 })

describe('the caption', () => {
  it('names the crowd while it is calm', () =>
    expect(tell(1).headline).toBe('10,000 traders bet with borrowed money.'))

  it('says on a phone that its crowd is smaller', () => {
    const moment = { series, step: 1, shocks: [news], traders: 4_040 }
    expect(composeCaption(moment).detail).not.toContain('smaller')
    expect(composeCaption({ ...moment, isSmall: true }).detail).toContain('A smaller crowd on a phone')
  })

  it('tells the news and who is sold out while it falls', () => {
    expect(tell(3).headline).toBe('News: −4%. 400 traders are sold out.')
    expect(tell(3).detail).toBe('Forced sales move the price on to others. 500 are waiting.')
  })

  it('tells what the selling did, once the price has turned', () => {
    expect(tell(6).headline).toBe('News: −4%, to 96.00. Their selling: −13%, to 83.50.')
    expect(tell(6).detail).toBe('1,200 traders were sold out. Forced sales move the price on to others.')
  })

  it('tells two parts of one move by the prices that they led to, since shares do not add up', () => {
    const good: Shock = { ...news, change: 0.04 }
    expect(tell(6, [good]).headline).toBe('News: +4%. Their selling: at most 13% below the news.')
    const dry: Shock = { step: 2, kind: 'depth', factor: 0.3 }
    expect(tell(6, [dry]).headline).toBe('Liquidity: 30% of the start. Their selling: −13%.')
    expect(tell(6, [dry, news]).headline).toBe(
      'News: −4%, to 96.00. Liquidity: 30% of the start. Their selling: −13%, to 83.50.',
    )
  })

  it('speaks of buying where the crowd is squeezed upwards', () => {
    const up = crashOf({
      price: [100, 100, 106, 112, 109],
      fairValue: [100, 100, 104, 104, 104],
      tradersLiquidated: [0, 0, 20, 90, 90],
      shortsLiquidated: [0, 0, 20, 90, 90],
      forcedBuys: [0, 0, 20, 70, 0],
    })
    const shock: Shock = { step: 2, kind: 'fairValue', change: 0.04 }
    expect(tell(4, [shock], up)).toEqual({
      headline: 'News: +4%, to 104.00. Their buying: +8%, to 112.00.',
      detail: '90 traders were bought out. Forced purchases move the price on to others.',
    })
  })

  it('tells a fall and the squeeze that follows it apart', () => {
    const both = crashOf({
      price: [100, 100, 86, 98, 103, 102],
      fairValue: [100, 100, 96, 96, 96, 96],
      tradersLiquidated: [0, 0, 50, 70, 90, 90],
      shortsLiquidated: [0, 0, 0, 20, 40, 40],
      forcedBuys: [0, 0, 0, 20, 20, 0],
    })
    expect(tell(2, [news], both).headline).toBe('News: −4%. 50 traders are sold out.')
    expect(tell(5, [news], both)).toEqual({
      headline: 'News: −4%. Forced selling to 86.00, then buying to 103.00.',
      detail: '90 traders were out: 50 sold out, 40 bought out. Forced orders move the price on to others.',
    })
  })

  it('says nothing of a chain where R is 0', () => {
    const flat = [0, 0, 0, 0, 0, 0, 0]
    const indexed = crashOf({
      price: [100, 100, 95, 90, 85, 83.5, 88],
      fairValue: [100, 100, 96, 96, 96, 96, 96],
      tradersLiquidated: [0, 0, 50, 400, 900, 1200, 1200],
      rAhead: flat,
    })
    expect(tell(4, [news], indexed).detail).toBe('The forced sales force nobody else.')
  })

  it('counts traders who are out, and not the orders that it took', () => {
    const parts = crashOf({
      price: [100, 100, 95, 94],
      fairValue: [100, 100, 95, 95],
      liquidations: [0, 0, 4, 9],
      forcedContracts: [0, 0, 40, 50],
      rAhead: [0, 0, 0, 0],
    })
    expect(tell(3, [news], parts)).toEqual({
      headline: 'News: −4%. Positions are sold in parts; nobody is out.',
      detail: '9 forced orders so far. The forced sales force nobody else.',
    })
  })

  it('says that news is coming in until all of it is there', () => {
    const still = seriesOf({ price: [100, 100, 98, 96, 96], fairValue: [100, 100, 98, 96, 96] })
    const slow: Shock = { ...news, overSteps: 2 }
    expect(tell(2, [slow], still).headline).toBe('News of −4% is coming in.')
    expect(tell(3, [slow], still).headline).toBe('News: −4%.')
  })

  it('tells news that is taken back as that', () => {
    const still = seriesOf({ price: [100, 100, 95, 95, 100], fairValue: [100, 100, 95, 95, 100] })
    const bad: Shock = { ...news, change: -0.05 }
    const back: Shock = { step: 4, kind: 'fairValue', change: 1 / 0.95 - 1 }
    expect(tell(4, [bad, back], still).headline).toBe('The news of −5% is withdrawn.')
    const little: Shock = { ...back, change: 0.02 }
    expect(tell(4, [bad, little], still).headline).toBe('News: −5%, then +2%.')
  })

  it('adds up news that comes in several parts, and counts from the first on', () => {
    const more: Shock = { step: 5, kind: 'fairValue', change: -0.07, overSteps: 3 }
    expect(tell(5, [news, more]).headline).toBe(
      'News: −4%, then −7%, the last of it still coming in. 1,200 traders are sold out.',
    )
    const last: Shock = { step: 5, kind: 'fairValue', change: -0.01 }
    expect(tell(6, [news, { ...last, change: -0.07 }]).headline).toBe(
      'News: −4%, then −7%. Their selling: at most 13% below the news.',
    )
    const third = [news, { ...last, step: 3 }, last]
    expect(tell(6, third).headline).toBe(
      'News: −5.9% in all, in 3 parts. Their selling: at most 13% below the news.',
    )
    const sales: Shock[] = [2, 3].map((step) => ({ step, kind: 'sell', contracts: 1000 }))
    expect(
      tell(4, sales, seriesOf({ price: [100, 100, 99, 98, 98], fairValue: [100, 100, 100, 100, 100] })),
    ).toEqual({
      headline: 'Someone sells $1,990 in 2 parts.',
      detail: 'The order moves the price. Nobody is sold out.',
    })
  })

  it('reads the news from fair value where it follows a path', () => {
    const fairValue = [100, 100, 94, 94, 94, 100, 100]
    const path = crashOf({
      price: [100, 100, 90, 88, 89, 97, 99],
      fairValue,
      tradersLiquidated: [0, 0, 40, 90, 90, 90, 90],
    })
    const say = (step: number) =>
      composeCaption({ series: path, step, shocks: [], traders: 800, followsPath: true }).headline
    expect(say(1)).toBe('800 traders bet with borrowed money.')
    expect(say(4)).toBe('News: −6%, to 94.00. Their selling: −6%, to 88.00.')
    expect(say(6)).toContain('The news of −6% is withdrawn.')
    const slide = seriesOf({ price: [100, 99, 98, 97, 97, 97], fairValue: [100, 99, 98, 97, 97, 97] })
    const moment = { series: slide, shocks: [], traders: 800, followsPath: true }
    expect(composeCaption({ ...moment, step: 2 }).headline).toBe('News so far: −2%.')
    expect(composeCaption({ ...moment, step: 5 }).headline).toBe('News: −3%.')
  })

  it('says that nobody is sold out, and what a sale or less liquidity is', () => {
    const still = seriesOf({ price: [100, 100, 96], fairValue: [100, 100, 96] })
    expect(tell(2, [news], still)).toEqual({
      headline: 'News: −4%.',
      detail: 'The price follows the news. Nobody is sold out.',
    })
    const sale: Shock = { step: 2, kind: 'sell', contracts: 2_400_000 }
    expect(tell(2, [sale], still).headline).toBe('Someone sells $2.4M.')
    const dry: Shock = { step: 2, kind: 'depth', factor: 0.3 }
    expect(tell(2, [dry], still).headline).toBe('Liquidity: 30% of the start.')
  })

  it('says a halt, and a loss that nobody pays', () => {
    const halted = seriesOf({ price: [100, 90], fairValue: [100, 96], liquidations: [0, 9], halted: [0, 1] })
    expect(tell(1, [], halted).detail).toBe(
      'The circuit breaker has halted all trading. Meanwhile the price comes back to the news.',
    )
    const broke = seriesOf({
      price: [100, 90],
      fairValue: [100, 96],
      liquidations: [0, 9],
      badDebt: [0, 1_200_000],
    })
    expect(tell(1, [], broke).detail).toBe('Nobody pays $12,000: the exchange is insolvent.')
  })

  it('tells what a calm rise loads, and counts from the push on', () => {
    const bull = crashOf({
      price: [100, 104, 109, 103, 102],
      fairValue: [100, 104, 108, 104, 104],
      openInterest: [1000, 1400, 2350, 1800, 1500],
      nearContracts: [400, NaN, 1040, NaN, 500],
      tradersLiquidated: [0, 50, 182, 300, 342],
    })
    expect(tell(2, [], bull)).toEqual({
      headline: 'A calm rise: +9%. All bets together: +135%.',
      detail: 'A fall of 5% would now sell out 2.6 times as much as at the start.',
    })
    expect(tell(1, [], bull).detail).toBe(
      'Who wins borrows more on the winnings; new traders follow the rise.',
    )
    const push: Shock = { step: 3, kind: 'fairValue', change: -0.04 }
    expect(tell(4, [push], bull).headline).toBe('News: −4%. 160 more traders are sold out.')
  })

  it('says what money came in while trading is halted', () => {
    const halted = seriesOf({
      price: [100, 90],
      fairValue: [100, 90],
      liquidations: [0, 9],
      halted: [0, 1],
      deposited: [100_000, 6_925_700],
    })
    expect(tell(1, [{ ...news, step: 1 }], halted).detail).toBe(
      'The circuit breaker has halted all trading. Traders have sent $68.3K more.',
    )
  })
})
