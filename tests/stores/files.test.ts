/**
 * Goal: a scenario goes out as a file and comes back whole; a file that cannot be used is refused in words.
 * Method: every situation there and back, and broken files. Tables of prices have their own tests in tests/prices.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentArbitrary, runs } from '../support/arbitraries.ts'
import { createCrash } from '../support/runDocuments.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { MAX_DOCUMENT_BYTES } from '../../src/schema/documentText.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { readDocumentText } from '../../src/schema/documentText.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { readFile, readText, toRunFileName, toScenarioFile } from '../../src/stores/files.ts'
import { applyPricePath } from '../../src/stores/pricePath.ts'

const crash = parseScenario(createCrash())

function runHash(scenario: Scenario): string {
  const simulation = Simulation.create(scenario)
  simulation.advance(scenario.steps)
  return simulation.hash()
}

function refuse(text: string): string {
  const read = readText(text)
  expect(read).toBeInstanceOf(FieldError)
  return (read as FieldError).message
}

describe('a scenario file', () => {
  it('carries every scenario whole, also through the reader of the headless command', () => {
    fc.assert(
      fc.property(documentArbitrary, (document) => {
        const scenario = parseScenario(document)
        const { text } = toScenarioFile(scenario, '1.0.0')
        expect(readText(text)).toEqual({ kind: 'scenario', scenario })
        expect(parseScenario(readDocumentText(text))).toEqual(scenario)
      }),
      runs(100),
    )
  })

  it('runs to the same hash', () => {
    const read = readText(toScenarioFile(crash, '1.0.0').text)
    expect(read).toMatchObject({ kind: 'scenario' })
    if (!(read instanceof FieldError) && read.kind === 'scenario')
      expect(runHash(read.scenario)).toBe(runHash(crash))
  })

  it('has version and seed in its name, and no character that a file system minds', () => {
    expect(toScenarioFile(crash, '1.0.0').name).toBe('loss-spiral-1.0.0-seed-crash.json')
    expect(toRunFileName('1.0.0', '../a b\0<c>:"鸞', '.csv')).toBe('loss-spiral-1.0.0-seed--a-b-c-.csv')
  })

  it('is not twice as long as it has to be', () => {
    const account = { side: 'long', collateral: 1000, leverage: 5, entry: 100 } as const
    const { text } = toScenarioFile({ ...crash, crowd: { accounts: Array(20_000).fill(account) } }, '1.0.0')
    expect(text.split('\n')).toHaveLength(2)
  })

  it('is refused in words that name the field', () => {
    expect(refuse('{"version": 1')).toMatch(/^document: .*JSON/)
    expect(refuse('[1, 2]')).toMatch(/^document: got a list of 2/)
    expect(refuse(JSON.stringify({ ...createCrash(), steps: -1 }))).toMatch(/^steps: got -1/)
    expect(refuse(JSON.stringify({ ...createCrash(), engine: 1 }))).toMatch(/^engine: no such field/)
    expect(refuse(JSON.stringify(createCrash()).replace('"seed"', '"__proto__":{},"seed"'))).toMatch(
      /^__proto__/,
    )
    expect(refuse('')).toMatch(/^document: /)
    expect(refuse('hello')).toMatch(/a scenario as JSON, a list of prices as CSV, or a link/)
  })

  it('is refused by its size before it is read', async () => {
    const file = {
      name: 'film.mp4',
      size: MAX_DOCUMENT_BYTES + 1,
      arrayBuffer: () => Promise.reject(new Error('read')),
    }
    const read = await readFile(file as unknown as File)
    expect((read as FieldError).message).toMatch(/film\.mp4, 67108865 bytes.*at most 67108864 bytes/)
  })

  it('is refused in words where the browser cannot read it', async () => {
    const file = { name: 'gone.json', size: 5, arrayBuffer: () => Promise.reject(new Error('gone')) }
    const read = await readFile(file as unknown as File)
    expect((read as FieldError).message).toMatch(/gone\.json.*a file that the browser can read/)
  })

  it('comes in as a file too', async () => {
    const { name, text } = toScenarioFile(crash, '1.0.0')
    expect(await readFile(new File([`\uFEFF${text}`], name))).toEqual({ kind: 'scenario', scenario: crash })
  })

  it('may be a link instead', () => {
    const hash = '#/sandbox?r=1.0.0_0_sd1_0000000'
    expect(readText(` https://example.org/spiral/${hash}\n`)).toEqual({ kind: 'link', hash })
  })
})

describe('a path of prices', () => {
  it('comes in as its text, from whichever code it was written in', async () => {
    const text = 'Zeit;Preis\n0;100,5\n1;99,5\n'
    expect(readText(text)).toEqual({ kind: 'prices', text })
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`, 'utf16le')])
      expect(await readFile(new File([bytes], 'prices.csv'))).toEqual({ kind: 'prices', text })
  })

  it('becomes the fair value, from its own start and without the pushes, for as long as it needs', () => {
    const path = [50, 49, 51.5]
    const own = parseScenario(applyPricePath(crash, path))
    expect(own.market).toEqual({ startPrice: 50, fairValue: { path } })
    expect([own.steps, own.shocks]).toEqual([crash.steps, []])
    expect(applyPricePath({ ...crash, steps: 1 }, path).steps).toBe(2)
    expect(applyPricePath(crash, path).stepSeconds).toBe(crash.stepSeconds)
    expect(applyPricePath(crash, path, 86_400).stepSeconds).toBe(86_400)
    expect(applyPricePath(crash, path, 31_556_952).stepSeconds).toBe(31_536_000)
  })
})
