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
