/**
 * Goal: the flows of each step add up to what readings say has changed: money of arbitrage, hedges, loans and holdings, forced
 * contracts, withdrawals, thefts, claims lost and called back; and each is on the link that carries it.
 * Method: the conformance worlds and random ones, step by step, against readings of the frames before and after.
 */
import { describe, expect, it } from 'vitest'
import { worldCases } from '../../support/conformanceCases.ts'
import { playWorld, type PlayedWorld } from '../../support/playedWorld.ts'
import { randomWorld } from '../../support/randomWorld.ts'
import { createSingleChannel } from '../../support/singleChannels.ts'
import { createDepthOf } from '../../../src/engine/openedDepth.ts'
import type { Frame } from '../../../src/schema/frame.ts'
import { parseWorld } from '../../../src/schema/parseDocument.ts'
import { CHANNEL_IDS, CHANNELS, switchOff } from '../../../src/schema/worldChannels.ts'
import type { WorldVenueReadings } from '../../../src/schema/worldFrame.ts'
import { toFlowSource, type Flow, type FlowKind, type FlowSource } from '../../../src/stores/world/flow.ts'
import { readFlows } from '../../../src/stores/world/flows.ts'

const worlds = [
  ...worldCases.map(({ file, scenario }) => [file, scenario as unknown] as const),
  ...Array.from({ length: 12 }, (_, i) => [`random ${2 * i}`, randomWorld(2 * i)] as const),
]

const frameOf = ({ run }: PlayedWorld): Frame => run.frame as Frame
const sourceOf = ({ run }: PlayedWorld): FlowSource => toFlowSource(run) as FlowSource
const sum = (flows: readonly Flow[], field: 'cents' | 'contracts') =>
  flows.reduce((total, flow) => total + flow[field], 0)

/** What a reading that only a world has changed by, of one venue. */
function changeOf(id: keyof WorldVenueReadings, place: number, before: Frame, after: Frame): number {
  return (after.world?.venues[place][id] ?? NaN) - (before.world?.venues[place][id] ?? NaN)
}

function expectSums(source: FlowSource, flows: readonly Flow[], before: Frame, after: Frame): void {
  const of = (kind: FlowKind, fits: (flow: Flow) => boolean) =>
    flows.filter((flow) => flow.kind === kind && fits(flow))
  source.venues.forEach((id, place) => {
    const from = (flow: Flow) => flow.from === id
    expect(sum(of('withdrawn', from), 'cents')).toBe(changeOf('withdrawn', place, before, after))
    expect(sum(of('stolen', from), 'cents')).toBe(changeOf('stolen', place, before, after))
    // What is owed falls by what is called back and by what is written down.
    source.venues.forEach((debtor, other) => {
      const owed = (after.world?.claims[place][other] ?? NaN) - (before.world?.claims[place][other] ?? NaN)
      expect(
        sum(
          of('placed', ({ link }) => link === `${id}.${debtor}`),
          'cents',
        ),
      ).toBe(owed === 0 ? 0 : -owed)
    })
    const held = (frame: Frame) =>
      frame.world?.treasuries[place].holdings.reduce((all, { contracts }) => all + contracts, 0) ?? NaN
    expect(sum(of('holdings', from), 'contracts')).toBe(held(before) - held(after))
  })
  for (const { venue, asset, place, soldOn } of source.markets) {
    if (place !== soldOn) continue
    const here = (flow: Flow) => flow.to === venue && flow.asset === asset
    const sold = sum(of('arbitrage', here), 'contracts')
    const bought = sum(
      of('arbitrage', (flow) => flow.from === venue && flow.asset === asset),
      'contracts',
    )
    const [then, now] = [before.world?.markets[place], after.world?.markets[place]]
    // Below 0 arbitrageurs owe contracts: what they sell lessens what they hold.
    expect(bought - sold).toBe((now?.arbitrageContracts ?? NaN) - (then?.arbitrageContracts ?? NaN))
    if (bought === 0)
      expect(sum(of('arbitrage', here), 'cents')).toBe(
        (now?.arbitrageCash ?? NaN) - (then?.arbitrageCash ?? NaN),
      )
    expect(sum(of('hedges', here), 'cents')).toBe((now?.hedgeCash ?? NaN) - (then?.hedgeCash ?? NaN))
    const forced = [...of('forced', here), ...of('loans', here)]
    expect(forced.reduce((all, { contracts }) => all + Math.abs(contracts), 0)).toBe(
      after.markets[place].forcedContracts,
    )
  }
}

describe.each(worlds)('flows: %s', (_name, document) => {
  it('add up to what readings say has changed', async () => {
    const played = await playWorld(document, 0)
    const source = sourceOf(played)
    for (let before = frameOf(played); before.step < before.steps; before = frameOf(played)) {
      await played.run.advance(1)
      const after = frameOf(played)
      const flows = readFlows(sourceOf(played), after.step)
      expectSums(source, flows, before, after)
      for (const flow of flows) {
        expect(flow.amount).toBeGreaterThan(0)
        expect(flow.words).toMatch(/^.+\.$/)
        // Something happens at a fund and in a pool, and on what has a name.
        expect(flow.words).not.toMatch(/ on the (?!chain)/)
      }
    }
  })
})

describe('each channel', () => {
  it.each(CHANNEL_IDS)(
    '%s: is seen where it carries, on a link that can be cut, and nowhere once it is off',
    async (id) => {
      const { document, shock } = createSingleChannel(id)
      const world = parseWorld({ ...document, shocks: [shock] })
      const without = switchOff(world, id, createDepthOf(world))
      const seen = async (document: unknown) => {
        const played = await playWorld(document)
        const source = sourceOf(played)
        const steps = Array.from({ length: played.run.steps }, (_, i) => readFlows(source, i + 1))
        return { flows: steps.flat().filter(({ kind }) => kind === id), source }
      }
      const { flows, source } = await seen(world)
      expect(flows.length).toBeGreaterThan(0)
      const links = CHANNELS[id].list(source.world)
      for (const { link } of flows) expect(links).toContain(link)
      expect((await seen(without)).flows).toEqual([])
    },
  )
})

/** Gamma's mark looks at two quiet books and at alpha, whose price is pushed by a sale. */
function createIndexed(index: object, shocks: object[] = []) {
  const exchange = (mark: object = {}) => ({
    kind: 'exchange',
    insuranceFund: 0,
    markets: { btc: { liquidity: { depth: 10_000 }, mark } },
  })
  return {
    version: 2,
    seed: '1',
    steps: 30,
    assets: {
      btc: { startPrice: 100, fairValue: { path: [100] } },
      eth: { startPrice: 50, fairValue: { path: [50] } },
    },
    venues: {
      alpha: exchange(),
      beta: exchange(),
      delta: exchange(),
      gamma: exchange({ indexWeight: 0.5, lagSteps: 2, index }),
    },
    shocks: [
      { step: 10, kind: 'sell', venue: 'alpha', asset: 'btc', contracts: 100_000 },
      { step: 12, kind: 'fairValue', asset: 'eth', change: -0.2 },
      ...shocks,
    ],
  }
}

describe('a price that moves a mark', () => {
  const of = { alpha: 1, beta: 1, delta: 1 }
  /** Step and share of each flow from alpha, or within gamma. */
  async function readMoves(index: object, shocks: object[] = []) {
    const played = await playWorld(createIndexed(index, shocks))
    const source = sourceOf(played)
    const flows = Array.from({ length: 30 }, (_, i) => i + 1).flatMap((step) =>
      readFlows(source, step)
        .filter(({ kind, from }) => kind === 'index' && (from === 'alpha' || from === 'gamma'))
        .map(({ amount, from, words }) => ({ step, amount, from, words })),
    )
    const fall = 1 - source.series.at('price', 10, 0) / 100
    return { first: flows[0], flows, fall }
  }

  it('counts by its weight, and by the one that a rule has set', async () => {
    const plain = await readMoves({ method: 'mean', of })
    expect(plain.first.step).toBe(13)
    expect(plain.first.amount).toBeCloseTo((0.5 / 3) * plain.fall, 10)
    const rule = { step: 5, kind: 'rule', venue: 'gamma', set: { indexWeight: 0.9 } }
    const ruled = await readMoves({ method: 'mean', of }, [rule])
    expect(ruled.first.amount).toBeCloseTo((0.9 / 3) * ruled.fall, 10)
    const other = await readMoves({ method: 'mean', of }, [{ ...rule, venue: 'beta' }])
    expect(other.first.amount).toBeCloseTo((0.5 / 3) * other.fall, 10)
  })

  it('counts only as far as a clamp lets it', async () => {
    const { first, fall } = await readMoves({ method: 'mean', of, clamp: 0.02 })
    expect(fall).toBeGreaterThan(0.05)
    expect(first.amount).toBeCloseTo((0.5 / 3) * 0.02, 10)
  })

  it('may be the fair value of another coin, within its own house', async () => {
    const { flows } = await readMoves({ fairOf: 'eth' })
    expect(flows).toHaveLength(1)
    expect(flows[0]).toMatchObject({
      step: 14,
      from: 'gamma',
      words: 'The fair value of ether moves the mark of Gamma by 10.00%.',
    })
    expect(flows[0].amount).toBeCloseTo(0.1, 10)
  })
})
