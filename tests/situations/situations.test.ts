// What the situations say, and what only one of them does.
import { expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { CHANNEL_IDS } from '../../src/schema/worldChannels.ts'
import { measure } from '../../src/situations/measure.ts'
import { all, countOf, ENOUGH, proveAll } from '../support/situationProofs.ts'
import { documentOf, play, playSituation } from '../support/situationRuns.ts'

proveAll('situation')

test('situations together have every channel', () => {
  const situations = all.filter(({ kind }) => kind === 'situation')
  const used = new Set(situations.flatMap(({ situation }) => Object.keys(situation.channels)))
  expect([...used].toSorted()).toEqual(CHANNEL_IDS.toSorted())
})

test('the rule that comes too late is voted for, and would have helped at once', () => {
  const late = all.find(({ id }) => id === 'vote-too-late')?.situation
  if (late === undefined) throw new Error('vote-too-late is not listed')
  const isWon = (seed: string) => {
    const simulation = Simulation.create(documentOf(late, seed))
    simulation.advance(30)
    return simulation.world.votes.map(({ passed }) => passed).join() === 'true'
  }
  expect(countOf(isWon)).toBeGreaterThanOrEqual(ENOUGH)
  const badDebt = (seed: string, delaySteps: number) => {
    const document = documentOf(late, seed)
    const { lend } = document.venues
    if (lend.kind !== 'lending') throw new Error('lend is no lending protocol')
    const governance = { ...lend.governance, delaySteps }
    const venues = { ...document.venues, lend: { ...lend, governance } }
    return measure(play({ ...document, venues }), { reading: 'badDebt', venue: 'lend' })
  }
  const helped = countOf(
    (seed) =>
      badDebt(seed, 1) < 0.9 * measure(playSituation(late, seed), { reading: 'badDebt', venue: 'lend' }),
  )
  expect(helped).toBeGreaterThanOrEqual(ENOUGH)
})

test('what one desk leaves out names how far its prices fall', () => {
  const desk = all.find(({ id }) => id === 'one-desk-many-markets')?.situation
  if (desk === undefined) throw new Error('one-desk-many-markets is not listed')
  expect(desk.leftOut.join(' ')).toContain('about 80% lower')
  const fallOf = (venue: string, asset: string) =>
    countOf((seed) => {
      const fall = measure(playSituation(desk, seed), { reading: 'priceFall', venue, asset })
      return fall > 0.7 && fall < 0.9
    })
  expect(fallOf('beta', 'eth')).toBeGreaterThanOrEqual(ENOUGH)
  expect(fallOf('gamma', 'sol')).toBeGreaterThanOrEqual(ENOUGH)
})
