/**
 * Goal: the words over a world say what pushed it, who failed and what a cut pipe changed, at every moment.
 * Method: facts by hand.
 */
import { describe, expect, it } from 'vitest'
import { composeWorldCaption, type WorldFacts } from '../../src/ui/contagion/worldCaption.ts'

const FACTS: WorldFacts = {
  title: 'A chain of claims',
  sentence: 'A fund fails, and who lent to it fails.',
  step: 60,
  shocks: [{ step: 12, kind: 'sell', venue: 'alpha', asset: 'btc', contracts: 1000 }],
  houses: ['alpha', 'beta', 'lend', 'north'],
  failed: ['beta', 'lend', 'north'],
  illiquid: [],
  moves: [
    { name: 'alpha', change: -0.2031 },
    { name: 'beta', change: -0.18 },
    { name: 'gamma', change: 0.001 },
  ],
  cut: [],
  before: null,
}
const tell = (facts: Partial<WorldFacts>) => composeWorldCaption({ ...FACTS, ...facts })

describe('the caption of a world', () => {
  it('says what the situation shows until it is pushed', () => {
    expect(tell({ step: 5, failed: [] })).toEqual({
      headline: 'A chain of claims.',
      detail: 'A fund fails, and who lent to it fails.',
    })
  })

  it('names the push and counts the others who failed', () => {
    expect(tell({}).headline).toBe('One sale on alpha. Three other houses have failed.')
    expect(tell({ failed: ['beta'] }).headline).toBe('One sale on alpha. One other house has failed.')
    expect(tell({ failed: ['alpha'] }).headline).toBe('One sale on alpha. It has failed, and it alone.')
    expect(tell({ failed: ['alpha', 'beta'] }).headline).toBe(
      'One sale on alpha. It and one other house have failed.',
    )
    expect(tell({ failed: [] }).headline).toBe('One sale on alpha. Four houses, and all stand.')
  })

  it('names every kind of push once, and no house where news came', () => {
    const news = { step: 3, kind: 'fairValue', asset: 'btc', change: -0.1 } as const
    expect(tell({ shocks: [news], failed: ['beta'] }).headline).toBe('Bad news of btc. One house has failed.')
    expect(tell({ shocks: [news], failed: FACTS.houses }).headline).toBe(
      'Bad news of btc. All four houses have failed.',
    )
    const theft = (step: number) => ({ step, kind: 'loss', venue: 'lend', amount: 1 }) as const
    expect(tell({ shocks: [theft(3), theft(4), news], failed: [] }).headline).toBe(
      'A theft at lend and bad news of btc. Four houses, and all stand.',
    )
  })

  it('says how prices moved, and who cannot pay', () => {
    expect(tell({}).detail).toBe('Prices: alpha −20% and beta −18%.')
    expect(tell({ moves: [], illiquid: ['north'] }).detail).toBe(
      'No price has moved yet. North cannot pay all who ask for their money.',
    )
  })

  it('says what a cut pipe has changed', () => {
    const cut = ['coins from north to alpha']
    expect(tell({ cut, before: { failed: [...FACTS.failed, 'alpha'] } }).detail).toBe(
      'Same push, same seed, but without coins from north to alpha. With all pipes on, alpha had failed by now (gray line).',
    )
    expect(tell({ cut, before: { failed: ['beta'] } }).detail).toContain('lend and north still stood')
    expect(tell({ cut, before: { failed: FACTS.failed } }).detail).toContain('the same houses had failed')
  })
})
