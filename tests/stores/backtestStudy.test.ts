/**
 * Goal: what is asked of a history is answered by the same arithmetic as everywhere, an address asks it again, a file that leaves a doubt or
 * is none changes nothing, and a newer question takes the place of the one before.
 * Method: the store over a pool and a reader in this thread, on the prices that come with the site and on small tables.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HeldReader } from '../support/pricesPool.ts'
import { readPrices } from '../../src/prices/readPrices.ts'
import { runBacktest } from '../../src/risk/backtest/backtest.ts'
import { perform, type RiskTask } from '../../src/risk/task.ts'
import { fromLink } from '../../src/schema/link.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { HISTORIES, keepWithin, readQuestion } from '../../src/stores/backtestQuestion.ts'
import { BacktestStudy, CROWDS } from '../../src/stores/backtestStudy.svelte.ts'
import { toStageAddress } from '../../src/stores/labScenario.svelte.ts'

const load = (file: string) => Promise.resolve(Uint8Array.from(readFileSync(`public/data/${file}`)).buffer)

function create(fetchData = load) {
  const pool = {
    perform: (tasks: readonly RiskTask[]) => Promise.resolve(tasks.map((task) => perform(task))),
    cancel: () => undefined,
  }
  return new BacktestStudy(pool, new HeldReader(), fetchData)
}

const wave = (count: number) =>
  Array.from({ length: count }, (_, i) => (100 + 10 * Math.sin(i) + (i % 7)).toFixed(2))

describe('a history that comes with the site', () => {
  it('is tried, and played with crowds, and opens on the stage as it was', async () => {
    const study = create()
    await study.begin('')
    const { prices } = readPrices(readFileSync('public/data/sp500-daily.csv', 'utf8'))
    const asked = { rule: 'normal', confidence: 0.99, memory: 'fit', ...HISTORIES.sp500.stretch } as const
    const expected = runBacktest({ prices, ...asked })
    expect(study.answer?.breaches).toEqual(expected.breaches)
    expect(expected.breaches.length).toBe(3)
    const { plan, document, crowds } = study.replay ?? {}
    expect(crowds?.map(({ seed }) => seed)).toEqual(Array.from({ length: CROWDS }, (_, i) => i + 1))
    expect(plan?.margin).toBe(expected.limits[0])
    // The largest bet is the one that the margin pays for, to a hundredth of a times.
    expect(1 / (document?.venue.maxLeverage ?? 0)).toBeCloseTo(plan?.margin ?? 0, 4)
    const address = document ? await toStageAddress(document) : null
    const opened = fromLink(String(address), ENGINE_VERSION)
    expect(opened instanceof FieldError ? opened.message : opened.document).toEqual(document)
  })

  it('what passed its backtest falls further with a crowd, in every crowd', async () => {
    const study = create()
    await study.begin('')
    const worst = -Math.min(...(study.answer?.returns.subarray(1_611, 1_862) ?? [0]))
    expect(study.answer?.zone).toBe('green')
    expect(study.answer?.kupiec.isRejected).toBe(false)
    for (const { worstFall, breaches } of study.replay?.crowds ?? []) {
      expect(worstFall).toBeGreaterThan(1.5 * worst)
      expect(breaches).toBeGreaterThan(3)
    }
  })

  it('is asked again by its address, and by no other', async () => {
    const study = create()
    await study.open('bitcoin')
    await study.change({ rule: 'studentT', memory: 250, confidence: 0.975 })
    const { query, settings, answer } = study
    const again = create()
    await again.begin(query ?? '')
    expect([again.settings, again.opened?.history]).toEqual([settings, 'bitcoin'])
    expect(again.answer?.limits).toEqual(answer?.limits)
    for (const bad of [
      'b=',
      'b=gold-normal-0.99-fit-1-2-3',
      'b=sp500-normal-0.98-fit-1-2-3',
      'b=sp500-x-0.99-9-1-2-3',
    ])
      expect(readQuestion(bad)).toBeNull()
  })
})

describe('a stretch', () => {
  it('leaves enough days to fit on and to try on', () => {
    for (const wish of [-5, 0, 50, 70, 99, 1e6])
      for (const other of [-1, 60, 100, 1e6]) {
        const { fitFrom, testFrom, testUntil } = keepWithin(
          { fitFrom: other, testFrom: wish, testUntil: other },
          100,
        )
        expect(fitFrom).toBeGreaterThanOrEqual(0)
        expect(testFrom - fitFrom).toBeGreaterThanOrEqual(60)
        expect(testUntil - testFrom).toBeGreaterThanOrEqual(20)
        expect(testUntil).toBeLessThanOrEqual(100)
      }
  })
})

describe('a person’s own file', () => {
  const fileOf = (text: string) => new File([text], 'mine.csv')

  it('is read, tried and kept to itself', async () => {
    const study = create()
    await study.openFile(fileOf(`price\n${wave(300).join('\n')}\n`))
    expect(study.problem).toBeNull()
    expect(study.opened).toMatchObject({ history: null, name: 'mine.csv', moments: null })
    expect(study.opened?.words).toMatch(/^300 prices, /)
    expect(study.query).toBeNull()
    expect(study.answer?.days).toBe(150)
    expect([study.read.isRunning, study.tried.isRunning]).toEqual([false, false])
  })

  it('that leaves a doubt is asked about, and the history before it stays', async () => {
    const study = create()
    await study.open('sp500')
    const rows = wave(200).map((one, i) => `${one};${wave(400)[i + 200]}`)
    await study.openFile(fileOf(`first;second\n${rows.join('\n')}\n`))
    expect(study.problem).toMatch(/^mine\.csv cannot be read\. /)
    expect(study.opened?.history).toBe('sp500')
    expect(study.doubt?.options.length).toBe(2)
    await study.choose(study.doubt?.options[1] ?? { words: '', choice: {} })
    expect(study.opened).toMatchObject({ history: null, name: 'mine.csv' })
    expect(study.opened?.prices[0]).toBe(Number(wave(400)[200]))
  })

  it.each([
    ['too few prices', `price\n${wave(50).join('\n')}`, /has 50 prices\. It takes 81/],
    ['no prices', 'nothing here', /cannot be read/],
  ])('with %s is refused in words', async (_, text, words) => {
    const study = create()
    await study.openFile(fileOf(text))
    expect(study.problem).toMatch(words)
    expect([study.opened, study.tried.isRunning, study.read.isRunning]).toEqual([null, false, false])
  })
})

it('at no moment does an answer stand beside prices that it is not about', async () => {
  const study = create()
  await study.open('sp500')
  let isOver = false
  const opening = study.open('bitcoin').finally(() => (isOver = true))
  const seen = new Set<string>()
  // All of it waits for promises alone, and a page may be drawn at any of their turns.
  for (let turn = 0; turn < 10_000 && !isOver; turn++) {
    const { opened, answer, settings } = study
    seen.add(`${opened?.history}, ${answer?.returns.length ?? 'no'} returns, until ${settings?.testUntil}`)
    await Promise.resolve()
  }
  await opening
  expect([...seen]).toEqual([
    'sp500, 1862 returns, until 1862',
    'bitcoin, no returns, until 2083',
    'bitcoin, 2083 returns, until 2083',
  ])
})

it('a newer question takes the place of the one before, and what fails says so', async () => {
  const study = create()
  await study.open('sp500')
  await Promise.all([study.change({ rule: 'garch' }), study.change({ rule: 'ewma' })])
  expect([study.asked?.rule, study.tried.isRunning]).toEqual(['ewma', false])
  const broken = create(() => Promise.reject(new Error('no network')))
  await broken.open('sp500')
  expect(broken.problem).toBe('no network')
})
