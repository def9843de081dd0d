/**
 * Goal: the files of a run say what the headless command prints, up to the moment and no further.
 * Method: real runs saved and read back; the command's own functions print what is compared.
 */
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTinyWorld } from '../support/worldDocuments.ts'
import { createCsv } from '../../src/charts/csv.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_FIELDS, EVENT_KINDS } from '../../src/schema/event.ts'
import type { AccountRow, SeriesRow, Summary } from '../../src/schema/result.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { SERIES_READINGS } from '../../src/schema/readings.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { readPrices } from '../../src/prices/readPrices.ts'
import { readText, toScenarioFile } from '../../src/stores/files.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import {
  toAccountsFile,
  toColumnName,
  toEventsFile,
  toSeriesFile,
  type PartedFile,
  type RunToSave,
} from '../../src/stores/runExport.ts'
import { RunSaving } from '../../src/stores/runSaving.svelte.ts'

const crash = parseScenario(createCrash())
const WORLD = createTinyWorld()

/** One column over two steps. */
const FIGURE: Parameters<typeof createCsv>[0] = {
  axis: { kind: 'time', stepSeconds: 1 },
  count: 2,
  columns: [{ trace: { name: 'Price', quantity: 'price' }, values: [100, 99.5] }],
} as never

interface RunFile {
  engineVersion: string
  seed: string
  step: number
  scenario: Scenario
  summary: Summary
  accounts: AccountRow[]
  series: SeriesRow[]
  eventFields: string[]
  events: (number | string)[][]
}

async function openAt(step: number): Promise<Run> {
  const { client } = createSessionClient()
  const run = new Run(client)
  await run.open(crash)
  await run.seek(step)
  return run
}

function toSave(run: Run): RunToSave {
  const { document, opened, series, events, step } = run
  if (!document || !opened) throw new Error('the run did not open')
  return { scenario: document, engineVersion: opened.engineVersion, series, events, step }
}

const toText = ({ parts }: PartedFile) => [...parts].map(({ text }) => text).join('')

async function saveAll(run: Run): Promise<RunFile> {
  const file = await new RunSaving().saveRun(run)
  if (!file) throw new Error('no file')
  expect(file.name).toBe(`loss-spiral-${ENGINE_VERSION}-seed-crash-run.json`)
  return JSON.parse(await file.content.text()) as RunFile
}

/** What the headless command prints at a step of the scenario. */
function print(scenario: Scenario, step: number) {
  const simulation = Simulation.create(scenario)
  const series = Array.from({ length: step }, () => {
    simulation.advance()
    // The command prints one number more, which asks the engine's own index.
    const row: Partial<ReturnType<typeof simulation.readSeriesRow>> = simulation.readSeriesRow()
    delete row.nearLongs
    return row
  })
  return { summary: simulation.readSummary(), accounts: simulation.readAccounts(), series }
}

describe('the whole run as JSON', () => {
  it('says what the headless command prints, and which run it was', async () => {
    const file = await saveAll(await openAt(crash.steps))
    expect(file).toMatchObject(JSON.parse(JSON.stringify(print(crash, crash.steps))) as object)
    expect(Object.keys(file)).toEqual(
      'engineVersion seed step scenario summary accounts series eventFields events'.split(' '),
    )
    expect(file.engineVersion).toBe(ENGINE_VERSION)
    expect([file.seed, file.step]).toEqual(['crash', crash.steps])
  })

  it('carries the pushes, so that its scenario gives the very same run', async () => {
    const run = await openAt(12)
    await run.push({ kind: 'fairValue', change: -0.05 })
    await run.advance(9)
    const file = await saveAll(run)
    expect(file.scenario.shocks).toHaveLength(crash.shocks.length + 1)
    const { summary, accounts, series } = print(parseScenario(file.scenario), file.step)
    expect(file.summary).toEqual(summary)
    expect(file.accounts).toEqual(accounts)
    expect(file.series).toEqual(series)
  })

  it('has every event up to the moment, and none after it', async () => {
    const run = await openAt(crash.steps)
    await run.seek(30)
    const { eventFields, events, step } = await saveAll(run)
    expect(step).toBe(30)
    expect(eventFields).toEqual([...EVENT_FIELDS])
    expect(events).toHaveLength(run.events.countAt(30))
    expect(run.events.length).toBeGreaterThan(events.length)
    events.forEach((row, place) => {
      expect(row[0]).toBe(run.events.kind(place))
      EVENT_FIELDS.slice(1).forEach((field, i) => expect(row[i + 1]).toBe(run.events.value(place, field)))
    })
    expect(new Set(EVENT_KINDS)).toContain(events[0][0])
  })
})

describe('saving', () => {
  it('says how far it is, and ends at nothing under way', async () => {
    const run = await openAt(5)
    const saving = new RunSaving()
    const shares: number[] = []
    const making = saving.saveRun(run)
    expect(saving.progress).toBe(0)
    expect(await saving.saveSeries(run)).toBeNull()
    const file = await making
    expect(saving.words).toBe(`Saved ${file?.name}.`)
    expect(saving.progress).toBeNull()
    for (const { done } of toSeriesFile(toSave(run)).parts) shares.push(done)
    expect(shares.at(-1)).toBe(1)
    expect([...shares].sort((a, b) => a - b)).toEqual(shares)
  })

  it('can be given up', async () => {
    const run = await openAt(5)
    const saving = new RunSaving()
    const making = saving.saveRun(run)
    saving.cancel()
    expect(await making).toBeNull()
    expect(saving.words).toBe('Given up: no file was saved.')
  })

  it('makes no file of a run that changed meanwhile', async () => {
    const run = await openAt(5)
    const saving = new RunSaving()
    const making = saving.saveSeries(run)
    // As a push or another document does.
    run.document = { ...crash, seed: 'another' }
    expect(await making).toBeNull()
    expect(saving.words).toMatch(/was changed meanwhile/)
  })
})

describe('the series as CSV', () => {
  it('goes up to the moment, with version and seed in every row', async () => {
    const run = await openAt(30)
    const file = toSeriesFile(toSave(run))
    const lines = toText(file).split('\r\n')
    expect(file.name).toBe(`loss-spiral-${ENGINE_VERSION}-seed-crash-series.csv`)
    expect(lines).toHaveLength(33)
    expect(lines[0]).toBe(
      ['step', 'seconds', ...SERIES_READINGS.map(toColumnName), 'engineVersion', 'seed'].join(','),
    )
    expect(lines[0]).toContain(',fundLeftCents,')
    expect(lines[0]).toMatch(/,price \(dollars\),.*,rAhead,/)
    const cells = lines[26].split(',')
    expect(cells.slice(0, 2)).toEqual(['25', String(25 * crash.stepSeconds)])
    SERIES_READINGS.forEach((field, i) => {
      const value = run.series.at(field, 25)
      expect(cells[i + 2]).toBe(Number.isFinite(value) ? String(value) : '')
    })
    expect(cells.slice(-2)).toEqual([ENGINE_VERSION, 'crash'])
  })

  it('never gives a spreadsheet a formula', async () => {
    const saved = toSave(await openAt(3))
    const seeds = [
      '=HYPERLINK("http://x","y")',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      ' =1',
      '＝1',
      'a"b,c',
    ]
    for (const seed of seeds) {
      const text = toText(toSeriesFile({ ...saved, scenario: { ...crash, seed } }))
      const row = text.slice(text.indexOf('\r\n') + 2)
      const cell = row.slice(row.indexOf(`,${ENGINE_VERSION},`) + ENGINE_VERSION.length + 2)
      expect(cell).not.toMatch(/^"?\s*[=+\-@＝]/)
    }
  })
})

describe('accounts and events as CSV', () => {
  it('say what the whole file says, with time and units', async () => {
    const run = await openAt(30)
    const whole = await saveAll(run)
    const report = await run.accounts()
    if (!report) throw new Error('no report')
    const accounts = toText(toAccountsFile(toSave(run), report.table, 'point'))
      .trimEnd()
      .split('\r\n')
    expect(accounts[0]).toBe('account,step,seconds,state,contracts,cashCents,haircutCents,engineVersion,seed')
    expect(accounts.slice(1)).toEqual(
      whole.accounts.map(({ id, state, contracts, cash, haircut }) =>
        [id, 30, 30 * crash.stepSeconds, state, contracts, cash, haircut, ENGINE_VERSION, 'crash'].join(','),
      ),
    )
    const events = toText(toEventsFile(toSave(run), 'point'))
      .trimEnd()
      .split('\r\n')
    expect(events[0]).toMatch(
      /^kind,seconds,step,account,contracts,cents,mark \(dollars\),priceBefore \(dollars\)/,
    )
    expect(events).toHaveLength(whole.events.length + 1)
    const [kind, step, ...rest] = whole.events[0]
    expect(events[1]).toBe(
      [kind, Number(step) * crash.stepSeconds, step, ...rest, ENGINE_VERSION, 'crash'].join(','),
    )
  })

  it('may have semicolons and decimal commas, with the same numbers', async () => {
    const run = await openAt(30)
    const [point, comma] = (['point', 'comma'] as const).map((form) =>
      toText(toSeriesFile(toSave(run), form)),
    )
    expect(comma).not.toContain('.5')
    const back = comma
      .split('\r\n')
      .map((line) =>
        line.split(';').map((cell, i, { length }) => (i < length - 2 ? cell.replace(',', '.') : cell)),
      )
    expect(back.map((cells) => cells.join(',')).join('\r\n')).toBe(point)
    expect(comma.split('\r\n')[31]).toMatch(/;\d+,\d+;/)
  })
})

describe('every file that the site writes, or that is brought in place of one', () => {
  it('opens again, or says what it is and what to open instead', async () => {
    const run = await openAt(30)
    const report = await run.accounts()
    if (!report) throw new Error('no report')
    const document = run.document as Scenario
    expect(readText(toScenarioFile(document, ENGINE_VERSION).text)).toEqual({
      kind: 'scenario',
      scenario: document,
    })
    const whole = await saveAll(run)
    expect(readText(JSON.stringify(whole))).toEqual({ kind: 'scenario', scenario: document })
    for (const form of ['point', 'comma'] as const) {
      const text = toText(toSeriesFile(toSave(run), form))
      expect(readText(text)).toEqual({ kind: 'prices', text })
      const { prices, stepSeconds, line } = readPrices(text)
      expect(prices).toEqual(Array.from({ length: 31 }, (_, step) => run.series.at('price', step)))
      expect([stepSeconds, line]).toEqual([document.stepSeconds, expect.stringContaining('31 prices')])
    }
    const tables = (['point', 'comma'] as const).flatMap((form) => [
      ['the accounts', toText(toAccountsFile(toSave(run), report.table, form))],
      ['the events', toText(toEventsFile(toSave(run), form))],
      ['a figure', createCsv(FIGURE, 'a run', form)],
    ])
    const others = [
      ['a picture', '\u0089PNG\r\n1'],
      ['the accounts', 'venue,account,step,seconds,state,engineVersion,seed\r\nalpha,1,0,0,open,1.0.0,s'],
      ['a world', JSON.stringify(WORLD)],
      ['a world', JSON.stringify({ scenario: WORLD, summary: {}, series: [] })],
      ['an answer of the risk lab', 'size;probability;engine\r\n1,5;0,2;1.0.0\r\n2;0,1;1.0.0'],
      ['a spreadsheet', 'PK\u0003\u0004\u0014 2024'],
      ['a printed page', '%PDF-1.4 3 0 obj'],
      ['a web page', '<!doctype html><html lang="en"><body>1,2'],
      ['progress', JSON.stringify({ version: 2, resetAt: 0, lessons: {} })],
      ['a printout', JSON.stringify({ summary: {}, accounts: [], series: [] })],
    ]
    for (const [what, text] of [...tables, ...others]) {
      const read = readText(text)
      expect([what, read]).toEqual([what, { kind: 'other', words: expect.stringContaining(what) as string }])
      expect(read instanceof FieldError || read.kind !== 'other' ? '' : read.words).toMatch(
        /(Open|Take it in)/,
      )
    }
  })
})
