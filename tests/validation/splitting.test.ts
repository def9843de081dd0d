// docs/validation.md row B8: what one account bears of others' losses, and what it bears when it is split into two.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deleverage,
  largestRemainder,
  richLong,
  richShort,
  shortWithProfit,
  GAIN,
  socialize,
  winner,
} from '../support/shortfall.ts'
import { position } from '../support/validationScenarios.ts'

interface Split {
  sizes: number[]
  /** The account that is split, and the contracts of its first half. */
  at: number
  part: number
  /** Where in the list the second half stands. */
  place: number
  /** Of all contracts (or of all profit), how much is asked for. */
  share: number
}

const splits: fc.Arbitrary<Split> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 2, max: 500 }), { minLength: 1, maxLength: 12 }),
    at: fc.nat(11),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    place: fc.nat(12),
    share: fc.double({ min: 0.001, max: 1, noNaN: true }),
  })
  .map(({ sizes, at, part, place, share }) => {
    const id = at % sizes.length
    const first = 1 + Math.floor(part * (sizes[id] - 1.5))
    return { sizes, at: id, part: first, place: place % (sizes.length + 1), share }
  })

/** The sizes after the split, and the shares that belong to the accounts of before: the halves added up. */
function splitUp({ sizes, at, part, place }: Split) {
  const owners = sizes.map((_, id) => id)
  const after = [...sizes]
  after[at] = part
  after.splice(place, 0, sizes[at] - part)
  owners.splice(place, 0, at)
  const regroup = (shares: readonly number[]) => {
    const sums = sizes.map(() => 0)
    shares.forEach((share, i) => (sums[owners[i]] += share))
    return sums
  }
  return { after, regroup }
}

function expectSameButForRounding(before: readonly number[], after: readonly number[]): void {
  expect(after.length).toBe(before.length)
  before.forEach((share, id) => expect(Math.abs(after[id] - share)).toBeLessThanOrEqual(1))
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0)

describe('pro rata', () => {
  it('B8 deleveraging pro rata does not change by a split, but for rounding by one', () => {
    fc.assert(
      fc.property(splits, (split) => {
        const size = Math.ceil(split.share * total(split.sizes))
        const { after, regroup } = splitUp(split)
        const before = deleverage(split.sizes.map(winner), size, 'proRata')
        expect(before).toEqual(largestRemainder(split.sizes, size))
        expect(total(before)).toBe(size)
        expectSameButForRounding(before, regroup(deleverage(after.map(winner), size, 'proRata')))
      }),
      { seed: 8, numRuns: 300 },
    )
  })

  it('B8 a loss socialized by profit does not change by a split, but for rounding by one', () => {
    fc.assert(
      fc.property(splits, (split) => {
        const profits = split.sizes.map((size) => size * GAIN)
        const deficit = Math.ceil(split.share * total(profits))
        const { after, regroup } = splitUp(split)
        const before = socialize(profits.map(shortWithProfit), deficit, 'profit').haircuts
        expect(total(before)).toBe(deficit)
        const shares = socialize(after.map((size) => size * GAIN).map(shortWithProfit), deficit, 'profit')
        expectSameButForRounding(before, regroup(shares.haircuts))
      }),
      { seed: 8, numRuns: 150 },
    )
  })

  it('B8 a loss socialized by open interest does not change by a split, but for rounding by one', () => {
    fc.assert(
      fc.property(splits, fc.nat(4095), (split, sides) => {
        // The halves are on the side of the whole.
        const { after, regroup } = splitUp(split)
        const bits = split.sizes.map((_, id) => (sides >> id) & 1)
        const bitsAfter = [...bits]
        bitsAfter.splice(split.place, 0, bits[split.at])
        const payers = (sizes: number[], long: number[]) =>
          sizes.map((size, id) => (long[id] ? richLong(size) : richShort(size)))
        const deficit = Math.ceil(split.share * 100 * total(split.sizes))
        const before = socialize(payers(split.sizes, bits), deficit, 'openInterest').haircuts
        expect(total(before)).toBe(deficit)
        const shares = socialize(payers(after, bitsAfter), deficit, 'openInterest').haircuts
        expectSameButForRounding(before, regroup(shares))
      }),
      { seed: 8, numRuns: 150 },
    )
  })
})

describe('ranked', () => {
  /** A short of so many contracts, entered at 100 with this leverage. */
  const short = (contracts: number, leverage: number) =>
    position('short', contracts, Math.round((contracts * 100) / leverage), 100)
  const neighbor = short(40, 3)
  // One account of 40 contracts and $40 behind it; or all but $4 of that behind one half.
  const whole = position('short', 40, 4_000, 100)
  const halves = [position('short', 20, 3_600, 100), position('short', 20, 400, 100)]

  it('B8 ranked shares can change by a split: the half with little behind it goes first', () => {
    expect(deleverage([neighbor, whole], 40, 'profitLeverage')).toEqual([40, 0])
    expect(deleverage([neighbor, ...halves], 40, 'profitLeverage')).toEqual([20, 0, 20])
    // By contracts the same split changes nothing.
    expect(deleverage([neighbor, whole], 40, 'proRata')).toEqual([20, 20])
    expect(deleverage([neighbor, ...halves], 40, 'proRata')).toEqual([20, 10, 10])
  })

  it('B8 ranked shares can change the other way: the half with much behind it is spared', () => {
    const first = short(40, 5)
    const spread = [position('short', 20, 740, 100), position('short', 20, 60, 100)]
    const calm = short(30, 3.5)
    expect(deleverage([first, calm], 40, 'profitLeverage')).toEqual([40, 0])
    expect(deleverage([...spread, calm], 40, 'profitLeverage')).toEqual([0, 20, 20])
  })
})
