/**
 * docs/validation.md rows D4, D5 and D6: what the tail index reads off a normal and off Student's t, and off the days of the S&P 500,
 * of bitcoin and of the Dow, through the functions that read the runs of a scenario. The days of the Dow are for this test alone.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chiSquared, Stream } from '../../src/engine/random.ts'
import { gaussianHill, hillCurve } from '../../src/risk/hill.ts'
import { readMoments } from '../../src/risk/moments.ts'
import { sortMoves, type TailSide } from '../../src/risk/tails.ts'

/** Off the largest share of the moves of one side. */
function hillOf(returns: Float64Array, side: TailSide, share: number): number {
  const { sizes } = sortMoves([returns], side)
  return hillCurve(sizes.map(Math.log), [Math.floor(share * sizes.length)])[0]
}

describe('the largest 5 %', () => {
  const COUNT = 400_000

  it('D4 of normal numbers read about 6.0, drawn and by their quantiles', () => {
    const stream = new Stream('normal', 'test')
    const drawn = Float64Array.from({ length: COUNT }, () => stream.normal())
    expect(Math.abs(hillOf(drawn, 'both', 0.05) - 6)).toBeLessThan(0.1)
    expect(Math.abs(gaussianHill(COUNT, [COUNT / 20])[0] - 6)).toBeLessThan(0.05)
  })

  it.each([
    { nu: 4, stated: 3.2 },
    { nu: 3, stated: 2.65 },
    // Of its own, by numerical integration of P(|t| > x) ÷ x.
    { nu: 6, stated: 3.905 },
  ])('D4 of Student’s t with $nu degrees of freedom read about $stated', ({ nu, stated }) => {
    const stream = new Stream(`t ${nu}`, 'test')
    const drawn = Float64Array.from(
      { length: COUNT },
      () => stream.normal() / Math.sqrt(chiSquared(stream, nu) / nu),
    )
    expect(Math.abs(hillOf(drawn, 'both', 0.05) - stated)).toBeLessThan(0.06)
  })
})

interface Day {
  readonly date: string
  readonly close: number
}

/** A date and a close a line, as in public/data. */
function readDays(name: string, folder = '../../public/data'): Day[] {
  const [, ...lines] = readFileSync(new URL(`${folder}/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => {
    const [date, close] = line.split(',')
    return { date, close: Number(close) }
  })
}

function readHistory(days: readonly Day[]) {
  const changes = days.slice(1).map(({ date, close }, i) => ({ date, change: close / days[i].close - 1 }))
  const returns = Float64Array.from(changes, ({ change }) => Math.log(1 + change))
  return {
    kurtosis: readMoments([returns]).kurtosis,
    hill: hillOf(returns, 'falls', 0.1),
    worst: changes.reduce((worst, day) => (day.change < worst.change ? day : worst)),
  }
}

describe('days of a market', () => {
  it('D5 of the S&P 500: kurtosis 14.24, tail index 2.55, worst day −11.98 %', () => {
    const days = readDays('sp500-daily.csv')
    expect([days.length, days[0].date, days[days.length - 1].date]).toEqual([
      5105,
      '2000-01-03',
      '2020-04-17',
    ])
    const { kurtosis, hill, worst } = readHistory(days)
    expect(kurtosis).toBeCloseTo(14.24, 2)
    expect(hill).toBeCloseTo(2.55, 2)
    expect(worst.date).toBe('2020-03-16')
    expect(worst.change).toBeCloseTo(-0.1198, 4)
  })

  it('D6 of the Dow in the 1980s: kurtosis 103.7, tail index 2.83, worst day −22.61 %', () => {
    const days = readDays('dow-daily-1980s.csv', '.')
    expect([days.length, days[0].date, days[days.length - 1].date]).toEqual([
      2528,
      '1980-01-02',
      '1989-12-29',
    ])
    const { kurtosis, hill, worst } = readHistory(days)
    expect(kurtosis).toBeCloseTo(103.7, 1)
    expect(hill).toBeCloseTo(2.83, 2)
    expect(worst.date).toBe('1987-10-19')
    expect(worst.change).toBeCloseTo(-0.2261, 4)
  })

  it('of bitcoin, as public/data/README.md has them: kurtosis 14.52, tail index 2.62, worst day −37.17 %, three gaps', () => {
    const days = readDays('btc-usd-daily.csv')
    const { kurtosis, hill, worst } = readHistory(days)
    expect(kurtosis).toBeCloseTo(14.52, 2)
    expect(hill).toBeCloseTo(2.62, 2)
    expect(worst.date).toBe('2020-03-12')
    expect(worst.change).toBeCloseTo(-0.3717, 4)
    const gaps = days.filter(
      ({ date }, i) => i > 0 && Date.parse(date) - Date.parse(days[i - 1].date) > 86_400_000,
    )
    expect(gaps.map(({ date }) => date)).toEqual(['2020-04-18', '2020-10-10', '2020-10-14'])
  })
})
