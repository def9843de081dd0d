/**
 * Goal: no caption says what is not so. Every number and every claim of every caption agrees with what happened to the accounts.
 * Method: random runs of every kind and the situations of the sandbox, step by step; who was sold out, which way and by how many
 * orders is counted here from the accounts and the events, and each sentence is read back and compared with the counts.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contractsAt, LIQUIDATED } from '../../src/engine/ledger.ts'
import { RunLook } from '../../src/engine/look.ts'
import { read } from '../../src/engine/readings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { createSituation } from '../../src/schema/presets.ts'
import { SERIES_READINGS, type SeriesReading } from '../../src/schema/readings.ts'
import { composeCaption, SITUATIONS } from '../../src/ui/stage/caption.ts'
import { readFacts } from '../../src/ui/stage/captionFacts.ts'
import { documentArbitrary, runs } from '../support/arbitraries.ts'
import { takeEvents } from '../support/livingRuns.ts'

/** What is true at the end of a step, counted from the accounts and the events. */
interface Truth {
  longsOut: number
  shortsOut: number
  orders: number
  sold: number
  bought: number
  queued: number
  /** price ÷ fair value − 1. */
  gap: number
  price: number
  fair: number
  /** Whether any open position would be forced by the price itself. */
  forcesMore: boolean
}

function follow(scenario: Scenario) {
  const simulation = Simulation.create(scenario, { events: true })
  const [venue] = simulation.places.venues
  const { ledger } = venue.state
  const columns = new Map<SeriesReading, number[]>(SERIES_READINGS.map((id) => [id, []]))
  const truths: Truth[] = []
  const sides = new Map<number, number>()
  const counts = { orders: 0, sold: 0, bought: 0 }
  const observe = () => {
    const look = new RunLook(simulation)
    for (const [id, column] of columns) column.push(read(look, id))
    for (const event of takeEvents(simulation)) {
      if (event.kind === 'arrival') sides.set(event.account, -Math.sign(event.contracts))
      if (event.kind !== 'liquidation') continue
      counts.orders++
      counts[event.contracts > 0 ? 'sold' : 'bought'] += Math.abs(event.contracts)
    }
    let [longsOut, shortsOut, queued] = [0, 0, 0]
    for (let id = 0; id < ledger.count; id++) {
      const contracts = ledger.rows[contractsAt(ledger, id, 0)]
      if (contracts !== 0) sides.set(id, Math.sign(contracts))
      queued += ledger.queued[id]
      if (ledger.state[id] !== LIQUIDATED) continue
      if (sides.get(id) === -1) shortsOut++
      else longsOut++
    }
    const [market] = simulation.places.markets
    const gap = market.state.price / market.asset.fair - 1
    const forcesMore = market.rules.indexWeight < 1
    const { price } = market.state
    const { fair } = market.asset
    truths.push({ price, fair, longsOut, shortsOut, ...counts, queued, gap, forcesMore })
  }
  observe()
  while (!simulation.isDone) {
    simulation.advance()
    observe()
  }
  const series = {
    length: truths.length,
    at: (id: SeriesReading, step: number) => columns.get(id)?.[step] ?? NaN,
  }
  return { series, truths, traders: ledger.count }
}

const toNumber = (text: string) => Number(text.replaceAll(',', '').replace('−', '-'))

/** News so far, in the steps in which it came; what takes the earlier news back, and what came with and after it, counts anew. */
function listNews(scenario: Scenario, step: number): { from: number; parts: Map<number, number> } {
  const past = scenario.shocks.filter((shock) => shock.step <= step).sort((a, b) => a.step - b.step)
  let [from, all, isBack] = [past.at(0)?.step ?? 0, 1, false]
  let parts = new Map<number, number>()
  for (const shock of past) {
    if (shock.kind !== 'fairValue') continue
    const next = all * (1 + shock.change)
    const takesBack = (all - 1) * shock.change < 0 && Math.abs(next - 1) <= 0.1 * Math.abs(all - 1)
    if (takesBack || isBack) {
      parts = new Map()
      from = shock.step
    }
    all = takesBack ? 1 : isBack ? 1 + shock.change : next
    isBack = takesBack
    parts.set(shock.step, (1 + (parts.get(shock.step) ?? 0)) * (1 + shock.change) - 1)
  }
  return { from, parts }
}

/** Everything that the caption says and that is not so. */
function listLies(text: string, truths: readonly Truth[], step: number, scenario: Scenario): string[] {
  const causes = scenario.shocks.filter((shock) => shock.step <= step)
  const { from, parts } = listNews(scenario, step)
  const now = truths[step]
  const nothing = { longsOut: 0, shortsOut: 0, orders: 0, sold: 0, bought: 0 }
  const before = from > 0 ? truths[from - 1] : nothing
  const since = (field: keyof typeof nothing) => now[field] - before[field]
  const [longs, shorts, orders] = [since('longsOut'), since('shortsOut'), since('orders')]
  const lies: string[] = []
  const claim = (is: boolean, what: string) => {
    if (!is) lies.push(what)
  }
  const [, out, more, way] =
    /([\d,]+) (more )?traders? (?:is|are|was|were) (sold out|bought out|out)/.exec(text) ?? []
  if (out) {
    claim(toNumber(out) === longs + shorts, `${longs + shorts} are out`)
    claim((more !== undefined) === before.longsOut + before.shortsOut > 0, 'more only after others')
    claim(way !== 'sold out' || shorts === 0, 'some were bought out')
    claim(way !== 'bought out' || longs === 0, 'some were sold out')
  }
  const [, sold, bought] = /: ([\d,]+) sold out, ([\d,]+) bought out/.exec(text) ?? []
  if (sold) claim(toNumber(sold) === longs && toNumber(bought) === shorts, `${longs} and ${shorts}`)
  const [, count] = /([\d,]+) forced orders?/.exec(text) ?? []
  if (count) claim(toNumber(count) === orders, `${orders} orders`)
  const [, waiting] = /([\d,]+) (?:is|are) waiting/.exec(text) ?? []
  claim(waiting === undefined || toNumber(waiting) === now.queued, `${now.queued} wait`)
  if (/Nobody (else )?is sold out/.test(text)) claim(orders === 0, 'somebody is')
  if (/nobody is out|Nobody is out yet/.test(text))
    claim(longs + shorts === 0 && orders > 0, 'somebody is out')
  if (/forced sale|forced selling|Their selling/i.test(text)) claim(now.sold > 0, 'nothing was sold')
  if (/forced purchase|then buying|Their buying/i.test(text)) claim(now.bought > 0, 'nothing was bought')
  if (/move the price on/.test(text)) claim(now.forcesMore, 'the mark does not look at the price')
  if (/against winners|nothing is sold in the market/.test(text))
    claim(since('sold') + since('bought') === 0 && orders > 0, 'something went to the market')
  const gaps = truths.slice(0, step + 1).map(({ gap }) => gap)
  const [, fall] = /selling:? −([\d.]+)%/.exec(text) ?? []
  if (fall) claim(Math.abs(-Math.min(...gaps) - toNumber(fall) / 100) <= 0.00501, 'it fell otherwise')
  const [, rise] = /buying:? \+([\d.]+)%/.exec(text) ?? []
  if (rise) claim(Math.abs(Math.max(...gaps) - toNumber(rise) / 100) <= 0.00501, 'it rose otherwise')
  const news = [...parts.values()].reduce((all, part) => all * (1 + part), 1) - 1
  const past = truths.slice(0, step + 1)
  const isNear = (value: number, told: string) =>
    Math.abs(value - toNumber(told)) <= Math.max(0.00501, value * 1e-4)
  // Two parts of one move: the news to a price, and force from there to the next, both at one moment.
  const [, first] = /News(?:(?!\. ).)*?, to ([\d.,]+)\. /.exec(text) ?? []
  const [, second, to] = /(?:selling|buying): ([−+][\d.]+)%, to ([\d.,]+)\. /.exec(text) ?? []
  claim((first === undefined) === (second === undefined), 'one part has no price')
  if (first) {
    const isReached = past.some(
      ({ price, fair, gap }) =>
        isNear(fair, first) && isNear(price, to) && Math.abs(gap - toNumber(second) / 100) <= 0.00501,
    )
    claim(isReached, 'the price was never there')
    const start = truths[Math.max(0, from - 1)].price
    const both = start * (1 + news) * (1 + toNumber(second) / 100)
    claim(Math.abs(both - toNumber(to)) / start < 0.012, 'the parts make another whole')
  }
  const [, isFar, side] = /at most ([\d.]+)% (below|above) the news/.exec(text) ?? []
  if (isFar) {
    const farthest = side === 'below' ? -Math.min(...gaps) : Math.max(...gaps)
    claim(Math.abs(farthest - toNumber(isFar) / 100) <= 0.00501, 'it went otherwise')
  }
  const [, low, high] = /Forced selling to ([\d.,]+), then buying to ([\d.,]+)\. /.exec(text) ?? []
  if (low) {
    const farthest = (sign: number) =>
      past.reduce((most, one) => (one.gap * sign > most.gap * sign ? one : most))
    claim(isNear(farthest(-1).price, low) && isNear(farthest(1).price, high), 'it went elsewhere')
  }
  // Beside news a share alone would be read as added to it.
  claim(
    parts.size === 0 || !/(?:selling|buying):? [−+][\d.]+%(?!, to )/.test(text),
    'two shares stand beside each other',
  )
  const said = () => lies.map((what) => `step ${step}: “${text}”, but ${what}`)
  if ('path' in scenario.market.fairValue) return said()
  const isComing = causes.some(
    (shock) =>
      shock.kind === 'fairValue' && shock.step >= from && shock.step + (shock.overSteps ?? 1) - 1 > step,
  )
  const [told] = /News[^.]*?:? [−+][\d.]+%.*?\.(?= |$)/.exec(text) ?? []
  if (told && !/withdrawn/.test(told)) {
    const numbers = [...told.matchAll(/([−+][\d.]+)%/g)].map(([, one]) => toNumber(one) / 100)
    const asked = /in all/.test(told) ? [news] : [...parts.values()]
    const isEqual = numbers.every((one, i) => Math.abs(one - asked[i]) < 0.006)
    claim(numbers.length === asked.length && isEqual, `the news is ${asked.join(', ')}`)
    claim(/coming in/.test(told) === isComing, 'how much of the news is there')
  }
  return said()
}

const seen = new Map<string, number>()

function tellAll(scenario: Scenario): string[] {
  const { series, truths, traders } = follow(scenario)
  return truths.flatMap((_, step) => {
    const moment = { series, step, shocks: scenario.shocks, traders }
    const facts = readFacts(moment)
    const name = SITUATIONS.find(({ holds }) => holds(facts))?.name ?? 'none'
    seen.set(name, (seen.get(name) ?? 0) + 1)
    const { headline, detail } = composeCaption(moment)
    const text = `${headline} ${detail}`
    const lies = listLies(text, truths, step, scenario)
    return /NaN|undefined|Infinity|\s{2}/.test(text) ? [...lies, text] : lies
  })
}

describe('no caption says what is not so', () => {
  it('in random runs', () => {
    fc.assert(
      fc.property(documentArbitrary, (document) => {
        expect(tellAll(parseScenario(document))).toEqual([])
      }),
      runs(200),
    )
  })

  it.each(['spiral', 'thin-book', 'index-mark', 'circuit-breaker', 'slow-engine', 'makers-under-fire'])(
    'in the situation %s, with deleveraging too',
    (id) => {
      const scenario = parseScenario(createSituation(id, 600))
      expect(tellAll(scenario)).toEqual([])
      const venue = { ...scenario.venue, waterfall: ['insuranceFund' as const, 'adl' as const] }
      expect(tellAll({ ...scenario, venue })).toEqual([])
    },
  )

  it('in a market that rises, and with news that is taken back', () => {
    expect(tellAll(parseScenario(createSituation('bull-market', 300)))).toEqual([])
    const document = createSituation('spiral', 400)
    const shocks = [
      { step: 16, kind: 'fairValue', change: -0.05 },
      { step: 36, kind: 'fairValue', change: 1 / 0.95 - 1 },
    ]
    expect(tellAll(parseScenario({ ...document, shocks }))).toEqual([])
  })

  it('and every situation of the table was met', () => {
    expect(SITUATIONS.map(({ name }) => name).filter((name) => (seen.get(name) ?? 0) < 20)).toEqual([])
  })
})
