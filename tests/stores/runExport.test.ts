/**
 * Goal: the files of a run say what the headless command prints, up to the moment and no further.
 * Method: real runs saved and read back; the command's own functions print what is compared.
 */
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_FIELDS, EVENT_KINDS } from '../../src/schema/event.ts'
import type { AccountRow, SeriesRow, Summary } from '../../src/schema/result.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { SERIES_READINGS } from '../../src/schema/readings.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { toColumnName, toSeriesFile, type PartedFile, type RunToSave } from '../../src/stores/runExport.ts'
import { RunSaving } from '../../src/stores/runSaving.svelte.ts'

const crash = parseScenario(createCrash())

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
    expect(lines[0]).toBe(['step', ...SERIES_READINGS.map(toColumnName), 'engineVersion', 'seed'].join(','))
    expect(lines[0]).toContain(',fundLeftCents,')
    const cells = lines[26].split(',')
    expect(cells.at(0)).toBe('25')
    SERIES_READINGS.forEach((field, i) => {
      const value = run.series.at(field, 25)
      expect(cells[i + 1]).toBe(Number.isFinite(value) ? String(value) : '')
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
