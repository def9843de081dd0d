/**
 * Goal: the lesson about backtests says what the lab says: its margins are those that the rules give on the real prices, its histories are
 * those prices, and the breaches of its runs are those of the backtest.
 * Method: everything is worked out anew from the prices that come with the site.
 */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { toRunSpec } from '../../src/course/attempt.ts'
import { findLesson, LESSONS } from '../../src/cli/lessonFiles.ts'
import { HeldBases } from '../../src/engine/held.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'
import { readPrices } from '../../src/prices/readPrices.ts'
import { runBacktest, type BacktestQuestion } from '../../src/risk/backtest/backtest.ts'
import { HISTORIES } from '../../src/stores/backtestQuestion.ts'

const lesson = findLesson(LESSONS, 'would-your-model-have-known')?.lesson
if (!lesson) throw new Error('the lesson is not there')
const pricesOf = (file: string) => readPrices(readFileSync(`public/data/${file}`, 'utf8')).prices
const shares = { prices: pricesOf(HISTORIES.sp500.file), confidence: 0.99, ...HISTORIES.sp500.stretch }
const coin = { prices: pricesOf(HISTORIES.bitcoin.file), confidence: 0.99, ...HISTORIES.bitcoin.stretch }

const writesOf = (control: string, option: string) => {
  const found = lesson.controls[control]
  if (found.kind !== 'choice') throw new Error(`${control} is no choice`)
  return found.options.find(({ id }) => id === option)?.writes as Record<string, never>
}

it.each([
  ['normal', { rule: 'normal', memory: 'fit' }],
  ['worst', { rule: 'historical', memory: 'fit' }],
  ['past', { rule: 'historical', memory: 'past' }],
] as const)('the margin of %s is the one that the rule asks for on the first day', (option, rule) => {
  const { limits } = runBacktest({ ...shares, ...rule })
  expect(Number(writesOf('rule', option)['venue.maxLeverage'])).toBeCloseTo(1 / limits[0], 1)
})

it.each([
  ['shares', shares.prices, shares.testFrom, shares.testUntil],
  ['coin', coin.prices, 1_833, 2_083],
] as const)('the history of %s is that of the prices', (option, prices, from, until) => {
  const { prices: written } = writesOf('history', option)['market.fairValue'] as { prices: number[] }
  expect(written).toEqual(
    prices.slice(from, until + 1).map((price) => Math.round((10_000 * price) / prices[from])),
  )
})

it.each([
  ['normal', { ...shares, rule: 'normal', memory: 'fit' }, {}],
  ['past', { ...shares, rule: 'historical', memory: 'fit' }, { rule: 'worst' }],
  ['the coin', { ...coin, testFrom: 1_833, rule: 'normal', memory: 'fit', fitFrom: 1_445 }, null],
] as const)('a run of %s has the breaches of its backtest', (_, question, settings) => {
  const { limits, returns } = runBacktest(question as BacktestQuestion)
  const set = settings ?? { history: 'coin', part: 0.178 }
  const outcome = new OutcomeRun(new HeldBases().resolve(toRunSpec(lesson, set, 'any'))).finish()
  const [from, until] = settings ? [shares.testFrom, shares.testUntil] : [1_833, 2_083]
  // The coin's rule was fitted a few days before the run begins.
  const limit = settings ? limits[0] : runBacktest({ ...coin, rule: 'normal', memory: 'fit' }).limits[0]
  expect(outcome.newsBreaches).toBe(returns.slice(from, until).filter((one) => -one > limit).length)
})

it('a part of what a rule allows multiplies what that rule wrote, whichever it is', () => {
  for (const [rule, leverage] of [
    ['normal', 65.53],
    ['past', 33.32],
  ] as const) {
    const document = new HeldBases().resolve(toRunSpec(lesson, { rule, part: 0.5 }, 'any'))
    expect(document.venue.maxLeverage).toBeCloseTo(leverage / 2, 6)
    expect('traders' in document.crowd && document.crowd.leverage).toMatchObject({
      max: document.venue.maxLeverage,
    })
  }
})
