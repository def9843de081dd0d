/**
 * Goal: the tests of a backtest say what their authors' formulas say.
 * Method: the numbers of docs/validation.md rows D1, D2 and D3, worked out apart from the program.
 */
import { expect, it } from 'vitest'
import { baselZone, christoffersen, countTransitions, kupiec } from '../../src/risk/backtest/coverage.ts'

it('D1 Kupiec on 250 days at 99 %, and where it rejects', () => {
  const statistics = [5.025, 1.176, 0.108, 0.095, 0.769, 1.957, 3.555, 5.497]
  statistics.forEach((statistic, breaches) => {
    const test = kupiec(breaches, 250, 0.01)
    expect(test.statistic).toBeCloseTo(statistic, 3)
    expect(test.critical).toBeCloseTo(3.841, 3)
    expect(test.isRejected).toBe(breaches === 0 || breaches === 7)
  })
})

it('D2 Christoffersen on transitions 237/5/5/2', () => {
  const transitions = { n00: 237, n01: 5, n10: 5, n11: 2 }
  const { independence, joint } = christoffersen(transitions, 0.01)
  expect(independence.statistic).toBeCloseTo(6.736, 3)
  expect(kupiec(7, 249, 0.01).statistic).toBeCloseTo(5.534, 3)
  expect(joint.statistic).toBeCloseTo(12.27, 2)
  expect(joint.critical).toBeCloseTo(5.991, 3)
  expect([independence.isRejected, joint.isRejected]).toEqual([true, true])
  // The same days, one by one: five single breaches and a pair of pairs.
  const days = Array.from({ length: 250 }, (_, i) => [10, 11, 40, 41, 80, 120, 160].includes(i))
  expect(countTransitions(days)).toEqual(transitions)
})

it('D3 the traffic light of Basel', () => {
  const zones = Array.from({ length: 15 }, (_, breaches) => baselZone(breaches, 250, 0.01))
  expect(zones.map((zone) => zone[0]).join('')).toBe('gggggyyyyyrrrrr')
})
