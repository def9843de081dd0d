// One margin for all legs (docs/model.md section 11.1), by hand. 20,000 cents carry 400 contracts long of coin at 100 and 600 short
// of token at 50: cash 20,000 − 40,000 + 30,000 = 10,000.
import { describe, expect, test } from 'vitest'
import { liquidationPrice } from '../../src/engine/ledger.ts'
import {
  countLegs,
  equityOf,
  heaviestMarket,
  isBelowAll,
  legBankruptcyPrice,
  legLiquidationPrice,
  maintenanceOf,
  ownCashOf,
  valueOf,
} from '../../src/engine/margin.ts'
import type { Market } from '../../src/engine/venue.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

const asset = (startPrice: number) => ({ startPrice, fairValue: { path: [startPrice] } })
const market = (maintenanceMargin: number) => ({
  liquidity: { depth: 1e6 },
  mark: { indexWeight: 0 },
  maintenanceMargin,
})
const coinLeg = { asset: 'coin', side: 'long', leverage: 2, entry: 100 }
const tokenLeg = { asset: 'token', side: 'short', leverage: 1.5, entry: 50 }

/** A leg as if it stood alone. */
const readLoneLeg = (market: Market, id: number) => ({
  bankruptcyPrice: legBankruptcyPrice(market, id),
  cashCents: ownCashOf(market, id),
})

/** Account 0 has both legs, account 1 only the first, account 2 only the second. */
function open(coinPrice = 100, tokenPrice = 50) {
  const { places } = Simulation.create(
    parseWorld({
      version: 2,
      seed: 'legs',
      steps: 1,
      assets: { coin: asset(100), token: asset(50) },
      venues: {
        exchange: {
          kind: 'exchange',
          insuranceFund: 0,
          markets: { coin: market(0.01), token: market(0.02) },
          crowd: {
            accounts: [[coinLeg, tokenLeg], [coinLeg], [tokenLeg]].map((legs) => ({ collateral: 200, legs })),
          },
        },
      },
    }),
  )
  const [venue] = places.venues
  const [coin, token] = venue.markets
  coin.state.price = coinPrice
  token.state.price = tokenPrice
  return { venue, coin, token }
}

describe('an account with two legs', () => {
  test('has one equity, one maintenance and one value', () => {
    const { venue } = open()
    expect(countLegs(venue, 0)).toBe(2)
    expect(equityOf(venue, 0)).toBe(10_000 + 400 * 100 - 600 * 50)
    expect(maintenanceOf(venue, 0)).toBe(0.01 * 40_000 + 0.02 * 30_000)
    expect(valueOf(venue, 0)).toBe(70_000)
  })

  test('is below exactly where a leg’s liquidation price says, the other at its mark', () => {
    const { coin, token } = open()
    // S of coin is 10,000 − 30,000 − 600, of token 10,000 + 40,000 − 400.
    expect(legLiquidationPrice(coin, 0)).toBeCloseTo(20_600 / (400 * 0.99), 12)
    expect(legLiquidationPrice(token, 0)).toBeCloseTo(49_600 / (600 * 1.02), 12)
    const [coinPrice, tokenPrice] = [legLiquidationPrice(coin, 0), legLiquidationPrice(token, 0)]
    expect(isBelowAll(open(coinPrice * (1 + 1e-9)).venue, 0)).toBe(false)
    expect(isBelowAll(open(coinPrice * (1 - 1e-9)).venue, 0)).toBe(true)
    expect(isBelowAll(open(100, tokenPrice * (1 - 1e-9)).venue, 0)).toBe(false)
    expect(isBelowAll(open(100, tokenPrice * (1 + 1e-9)).venue, 0)).toBe(true)
  })

  test('adds its cash to the sum of its positions, whose order decides the last bit of a rank', () => {
    const wrongs = Array.from({ length: 100 }, (_, i) => {
      const [coinPrice, tokenPrice] = [70 + 0.37 * i, 40 + 0.11 * i]
      const equity = equityOf(open(coinPrice, tokenPrice).venue, 0)
      expect(equity).toBe(10_000 + (400 * coinPrice - 600 * tokenPrice))
      return equity === 10_000 + 400 * coinPrice - 600 * tokenPrice ? 0 : 1
    })
    expect(wrongs.some((wrong) => wrong === 1)).toBe(true)
  })

  test('has its heaviest leg where maintenance is largest, ties to the first market', () => {
    const { venue, coin, token } = open()
    expect(heaviestMarket(venue, 0)).toBe(token)
    coin.state.price = 151
    expect(heaviestMarket(venue, 0)).toBe(coin)
    coin.state.price = 150
    expect(heaviestMarket(venue, 0)).toBe(coin)
  })

  test('lets a leg use up what it has left', () => {
    const { coin, token } = open()
    expect(readLoneLeg(coin, 0)).toEqual({ bankruptcyPrice: 50, cashCents: -20_000 })
    const lone = readLoneLeg(token, 0)
    expect(lone.bankruptcyPrice).toBeCloseTo(50 + 20_000 / 600, 12)
    expect(lone.cashCents).toBe(50_000)
  })

  test('lets each leg bear its share of what is lacking, which comes to the whole', () => {
    // At 40 equity is 10,000 + 16,000 − 30,000 = −4,000, on values of 16,000 and 30,000.
    const { coin, token } = open(40)
    const [ofCoin, ofToken] = [readLoneLeg(coin, 0), readLoneLeg(token, 0)]
    expect(ofCoin.bankruptcyPrice).toBeCloseTo(40 + (4_000 * 16) / 46 / 400, 12)
    expect(ofToken.bankruptcyPrice).toBeCloseTo(50 - (4_000 * 30) / 46 / 600, 12)
    expect([ofCoin.cashCents, ofToken.cashCents]).toEqual([-17_391, 27_391])
  })
})

test('an account with one leg has the closed forms, whichever market it is in', () => {
  const { venue, coin, token } = open(90, 60)
  const { ledger } = venue.state
  expect([countLegs(venue, 1), countLegs(venue, 2)]).toEqual([1, 1])
  expect(equityOf(venue, 1)).toBe(20_000 - 40_000 + 400 * 90)
  expect(equityOf(venue, 2)).toBe(20_000 + 30_000 - 600 * 60)
  expect(readLoneLeg(coin, 1)).toEqual({
    bankruptcyPrice: liquidationPrice(ledger, 1, 0, 0),
    cashCents: -20_000,
  })
  expect(readLoneLeg(token, 2)).toEqual({
    bankruptcyPrice: liquidationPrice(ledger, 2, 1, 0),
    cashCents: 50_000,
  })
  expect([heaviestMarket(venue, 1), heaviestMarket(venue, 2)]).toEqual([coin, token])
})
