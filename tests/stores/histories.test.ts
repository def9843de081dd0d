/**
 * Goal: the page's histories hold what the engine wrote, once, in whatever batches it came.
 * Method: real runs in batches, forward and back, compared with all events and rows of one pass.
 */
import { describe, expect, it } from 'vitest'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_FIELDS } from '../../src/schema/event.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { listColumns, type Places, type SeriesColumn } from '../../src/schema/frame.ts'
import { EventHistory } from '../../src/stores/eventHistory.svelte.ts'
import { SeriesHistory, type SeriesNews } from '../../src/stores/seriesHistory.svelte.ts'

const runId = 1
const living = runDocuments[4][1]

/** The histories of a run in batches, and all events as the engine wrote them. */
async function record(document: unknown, batch: number) {
  const { client } = createSessionClient()
  const series = new SeriesHistory()
  const events = new EventHistory()
  let { frame } = await client.request('open', { runId, document })
  for (;;) {
    series.apply(frame)
    events.apply(frame.series.fromStep, frame.events)
    if (frame.step === frame.steps) break
    frame = await client.request('advance', { runId, steps: batch })
  }
  const simulation = Simulation.create(parseScenario(document), { events: true })
  simulation.advance(frame.steps)
  return { client, series, events, written: simulation.takeEvents() }
}

/** News with a row for each number, in every column what `read` says. */
function newsOf(
  places: Places,
  fromStep: number,
  numbers: readonly number[],
  read: (column: SeriesColumn, number: number) => number,
): SeriesNews {
  const columns = listColumns(places)
  const rows = Float64Array.from(numbers.flatMap((number) => columns.map((column) => read(column, number))))
  const list = (length: number) => ({ length })
  return {
    series: { fromStep, rows },
    assets: list(places.assets),
    markets: list(places.markets),
    venues: list(places.venues),
  }
}

describe('the history of the series', () => {
  it('holds a number a step for every field, in arrays that grow', async () => {
    const { series } = await record(createCrash(), 7)
    const simulation = Simulation.create(parseScenario(createCrash()))
    expect(series.length).toBe(241)
    for (let step = 0; step <= 240; step++) {
      const { price, fair, fund, liquidations } = simulation.readSeriesRow()
      expect(series.at('price', step)).toBe(price)
      expect(series.column('fairValue')[step]).toBe(fair)
      expect(series.at('fundLeft', step)).toBe(fund)
      expect(series.at('liquidations', step)).toBe(liquidations)
      simulation.advance()
    }
    expect(series.column('price')).toHaveLength(241)
    expect([series.at('price', -1), series.at('price', 241)]).toEqual([NaN, NaN])
  })

  it('replaces what a frame says anew, and forgets what lay beyond', () => {
    const series = new SeriesHistory()
    const apply = (fromStep: number, ...prices: number[]) =>
      series.apply(newsOf({ assets: 1, markets: 1, venues: 1 }, fromStep, prices, (_, price) => price))
    apply(0, 10, 11, 12, 13)
    apply(4)
    expect([...series.column('price')]).toEqual([10, 11, 12, 13])
    apply(2, 22)
    expect([...series.column('price')]).toEqual([10, 11, 22])
    apply(1)
    expect([...series.column('price')]).toEqual([10])
    expect(() => apply(3, 9)).toThrow('steps 1 to 2 are missing')
  })

  it('keeps places apart: two markets of one asset, each on a venue of its own', () => {
    const series = new SeriesHistory()
    const places = { assets: 1, markets: 2, venues: 2 }
    series.apply(newsOf(places, 0, [10, 11], ({ place }, price) => price + 100 * place))
    expect([...series.column('price', 1)]).toEqual([110, 111])
    expect([...series.column('badDebt')]).toEqual([10, 11])
    expect([series.at('badDebt', 1, 1), series.at('fairValue', 1)]).toEqual([111, 11])
    expect([series.at('fairValue', 1, 1), series.at('price', 1, 2)]).toEqual([NaN, NaN])
  })
})

describe('the history of events', () => {
  it('holds every event that the engine wrote, by step', async () => {
    const { events, written } = await record(living, 9)
    const width = EVENT_FIELDS.length
    expect(events.length).toBe(written.length / width)
    expect(events.length).toBeGreaterThan(1_000)
    for (let row = 0; row < events.length; row += 37) {
      for (const [place, field] of EVENT_FIELDS.entries())
        expect(events.value(row, field)).toBe(written[row * width + place])
      const step = events.value(row, 'step')
      const [from, to] = events.rangeOf(step)
      expect(row >= from && row < to).toBe(true)
      expect(events.countAt(step)).toBe(to)
    }
    expect([events.countAt(-1), events.countAt(240), events.countAt(Infinity)]).toEqual([
      0,
      events.length,
      events.length,
    ])
  })

  it('filters by kind, account and step', async () => {
    const { events } = await record(living, 240)
    const all = events.find()
    expect(all).toHaveLength(events.length)
    const kinds = ['stopLoss', 'arrival'] as const
    const found = events.find({ kinds, fromStep: 20, untilStep: 60 })
    const expected = all.filter((row) => {
      const { kind, step } = events.row(row)
      return (kind === 'stopLoss' || kind === 'arrival') && step >= 20 && step <= 60
    })
    expect(found).toEqual(expected)
    expect(found.length).toBeGreaterThan(10)
    const account = events.value(found[0], 'account')
    expect(events.find({ account })).toEqual(
      all.filter(
        (row) => events.value(row, 'account') === account || events.value(row, 'counterparty') === account,
      ),
    )
  })

  it('gives one trader the rows that the worker gives, up to the moment', async () => {
    const document = runDocuments[1][1]
    const { client, events } = await record(document, 50)
    const traders = new Set(
      events.find({ kinds: ['liquidation', 'deleveraging'] }).map((row) => events.value(row, 'account')),
    )
    await client.request('seek', { runId, step: 60 })
    let compared = 0
    for (const id of [...traders].slice(0, 40)) {
      const reading = await client.request('trader', { runId, id })
      const rows = events.find({ account: id, untilStep: 60 })
      expect(reading.events).toHaveLength(rows.length * EVENT_FIELDS.length)
      rows.forEach((row, i) => {
        expect(reading.events[i * EVENT_FIELDS.length + 1]).toBe(events.value(row, 'step'))
        compared++
      })
    }
    expect(compared).toBeGreaterThan(20)
  })
})
