/**
 * Goal: the figures of the crowd by distance and by leverage count everyone once, on the right side and in the right
 * class.
 * Method: crowds of a few traders written by hand, whose classes and sentences can be told in the head.
 */
import { describe, expect, test } from 'vitest'
import { distanceFigure } from '../../src/charts/distanceFigure.ts'
import type { ClassAxis, Content } from '../../src/charts/figure.ts'
import { leverageFigure } from '../../src/charts/leverageFigure.ts'
import { computeEdges, findClass } from '../../src/charts/leverages.ts'
import { formatPlace } from '../../src/charts/pointText.ts'
import { createInput, type HandMadeTrader } from './handMadeInput.ts'

/** What a figure says where it says something: "5× to 6.3×" → { longsOpen: 2 }. */
function listClasses(content: Content): Record<string, Record<string, number>> {
  const found: Record<string, Record<string, number>> = {}
  for (let i = 0; i < content.count; i++) {
    for (const { trace, values } of content.columns) {
      if (trace.key === 'depth' || values[i] === 0) continue
      const place = (found[formatPlace(content, i)] ??= {})
      place[trace.key] = values[i]
    }
  }
  return found
}

const long = (liquidationPrice: number, rest: Partial<HandMadeTrader> = {}): HandMadeTrader => ({
  contracts: 1_000,
  liquidationPrice,
  ...rest,
})
const short = (liquidationPrice: number, rest: Partial<HandMadeTrader> = {}) =>
  long(liquidationPrice, { contracts: -500, ...rest })

describe('distance to being sold out', () => {
  const compute = (traders: HandMadeTrader[]) => distanceFigure.compute(createInput({ traders }))

  test('longs lie on the side of a fall, shorts on the side of a rise, by contracts', () => {
    const traders = [long(99.5), long(98.5), long(98.2), short(100.5), short(104.5)]
    expect(listClasses(compute(traders))).toEqual({
      '−1% to 0%': { longContracts: 1_000, traders: 1 },
      '−2% to −1%': { longContracts: 2_000, traders: 2 },
      '0% to +1%': { shortContracts: 500, traders: 1 },
      '+4% to +5%': { shortContracts: 500, traders: 1 },
    })
  })

  test('only who is open counts; who is past the price already is next', () => {
    const traders = [
      long(101),
      long(99, { state: 'queued' }),
      long(99, { state: 'liquidated', contracts: 0 }),
      short(99.9),
    ]
    expect(listClasses(compute(traders))).toEqual({
      '−1% to 0%': { longContracts: 1_000, traders: 1 },
      '0% to +1%': { shortContracts: 500, traders: 1 },
    })
  })

  test('who is far away or can never be sold out is only counted', () => {
    const content = compute([long(99.5), long(60), long(-3), short(Infinity), short(130)])
    expect(listClasses(content)).toEqual({ '−1% to 0%': { longContracts: 1_000, traders: 1 } })
    expect(content.sentence).toBe(
      'A fall of 5% by itself would reach 1 bet on a rise (1,000 contracts), ' +
        'a rise of 5% would reach no bet on a fall; 4 are more than 25% away.',
    )
  })

  test('nobody is left', () => {
    expect(compute([]).sentence).toBe('Nobody has an open position.')
  })

  test('depth stands beside the bars, as the engine has it', () => {
    const { columns, count } = compute([long(99.5)])
    const depth = columns.find(({ trace }) => trace.key === 'depth')
    expect([...(depth?.values as Float64Array)]).toEqual(new Array(count).fill(1_000))
  })
})

describe('leverage of the crowd', () => {
  const at = (leverage: number, state: HandMadeTrader['state'] = 'open', contracts = 1_000) => ({
    contracts,
    liquidationPrice: 90,
    leverage,
    ...(state ? { state } : {}),
  })
  const compute = (traders: HandMadeTrader[]) => leverageFigure.compute(createInput({ traders }))

  test('sides and ends are kept apart', () => {
    const content = compute([
      at(2),
      at(10, 'liquidated'),
      at(10, 'queued'),
      at(10, 'deleveraged', -500),
      at(20, 'closed', -500),
    ])
    expect(listClasses(content)).toEqual({
      '1.6× to 2×': { longsOpen: 1 },
      '8× to 10×': { longsOpen: 1, longsOut: 1, shortsEarly: 1 },
      '16× to 20×': { shortsLeft: 1 },
    })
    expect(content.sentence).toBe(
      'Half of the traders opened at 10× or more: 25% of them are sold out, and none of the others.',
    )
  })

  test.each([
    ['nobody', [], 'Nobody opened a position.'],
    [
      'one leverage',
      [at(10), at(10, 'liquidated')],
      'Everyone opened at 10× or more; 50% of them are sold out.',
    ],
    ['quiet', [at(2), at(20)], 'Half of the traders opened at 20× or more; nobody is sold out.'],
    [
      'all above',
      [at(2), at(20, 'liquidated')],
      'Half of the traders opened at 20× or more: all of them are sold out, and none of the others.',
    ],
  ])('%s', (_name, traders, sentence) => {
    expect(compute(traders).sentence).toBe(sentence)
  })

  test('classes reach from the lowest to the highest leverage', () => {
    expect(computeEdges(1.5, 25)).toEqual([1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8, 10, 12.5, 16, 20, 25])
    expect(computeEdges(10, 10)).toEqual([8, 10])
    expect(computeEdges(0.7, 1)).toEqual([0.63, 0.8, 1])
    expect(computeEdges(900, 1_000)).toEqual([800, 1_000])
  })

  test('whole contracts do not push a leverage over an edge', () => {
    const edges = computeEdges(1.5, 25)
    expect([24.99, 25.000001, 10.0000001, 10.01].map((value) => edges[findClass(edges, value) + 1])).toEqual([
      25, 25, 10, 12.5,
    ])
  })

  test('the axis labels its edges', () => {
    const { formatEdge } = compute([at(12.5)]).axis as ClassAxis
    expect([1.25, 10, 1_000].map(formatEdge)).toEqual(['1.25×', '10×', '1,000×'])
  })
})
