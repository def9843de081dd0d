/**
 * A contagion place with two exchanges and a bank, open on a real session in the same thread. Nothing plays by itself unless a test
 * wants motion, and no two changes are the same one.
 */
import { expect } from 'vitest'
import { createSessionClient, type SessionClient } from './sessionClient.ts'
import { worldStateFrom, worldStateOf } from './visibleState.ts'
import { createDepthOf } from '../../src/engine/openedDepth.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { switchOff } from '../../src/schema/worldChannels.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { Contagion } from '../../src/stores/world/contagion.svelte.ts'
import { WorldRun } from '../../src/stores/world/worldRun.svelte.ts'

/** Two exchanges with one desk and arbitrage, and a bank that placed money with one of them. */
const exchange = (changes: object = {}) => ({
  kind: 'exchange',
  maxLeverage: 20,
  waterfall: ['insuranceFund'],
  insuranceFund: 500,
  venueEquity: 0,
  markets: {
    btc: {
      liquidity: { depth: { shareOfOpenInterest: 0.05 }, resilience: 0.01, desk: 'north' },
      arbitrage: 0.5,
    },
  },
  crowd: { traders: 120 },
  ...changes,
})
export const writtenPlace = {
  version: 2,
  title: 'Two exchanges and a bank',
  seed: 'c',
  steps: 80,
  assets: { btc: { startPrice: 100, fairValue: { path: [100] } } },
  desks: { north: { capital: 20_000 } },
  venues: {
    alpha: exchange(),
    beta: exchange(),
    bank: {
      kind: 'institution',
      venueEquity: 50,
      treasury: { depositors: 20_000, placed: { alpha: 9_000 } },
    },
  },
  shocks: [{ step: 5, kind: 'fairValue', asset: 'btc', change: -0.08 }],
}

export interface OpenedPlace {
  readonly session: SessionClient
  readonly contagion: Contagion
  /** Whether motion is not wished. */
  reducesMotion: boolean
}

export async function openContagion(): Promise<OpenedPlace> {
  const session = createSessionClient()
  let ms = 0
  const place: OpenedPlace = {
    session,
    reducesMotion: true,
    contagion: new Contagion(
      new WorldRun(session.client),
      () => place.reducesMotion,
      () => (ms += 10_000),
    ),
  }
  expect(await place.contagion.open({ world: writtenPlace, situation: 'two' })).toBe(true)
  return place
}

/** The run on the page is the engine's own run of this document, at its end. */
export async function expectWorldRun({ run }: Contagion, document: WorldDocument): Promise<void> {
  await run.seek(run.steps)
  const simulation = Simulation.create(document)
  simulation.advance(document.steps)
  expect(worldStateFrom(await run.accounts())).toBe(worldStateOf(simulation))
}

/** The world with channels off. */
export const cutWorld = (world: WorldDocument, ...off: Parameters<typeof switchOff>[1][]) =>
  off.reduce((changed, id) => switchOff(changed, id, createDepthOf(changed)), world)
