/**
 * Goal: a scenario goes out as a file and comes back whole; a file that cannot be used is refused in words.
 * Method: every situation there and back, and broken files, price paths by line and column among them.
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
      text: () => Promise.reject(new Error('read')),
    }
    const read = await readFile(file as unknown as File)
    expect((read as FieldError).message).toMatch(/film\.mp4, 67108865 bytes.*at most 67108864 bytes/)
  })

  it('is refused in words where the browser cannot read it', async () => {
    const file = { name: 'gone.json', size: 5, text: () => Promise.reject(new Error('gone')) }
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
  const prices = (text: string) => {
    const read = readText(text)
    if (read instanceof FieldError) throw read
    return read.kind === 'path' ? read.path : null
  }

  it.each([
    ['one column', '100\n99.5\n98'],
    ['a header', 'price\n100\n99.5\n98\n'],
    ['two columns', '0,100\n1,99.5\n2,98'],
    ['two columns and a header', 'date,close\r\n2024-01-01,100\r\n2024-01-02,99.5\r\n2024-01-03,98\r\n\r\n'],
    [
      'quotes and a byte order mark',
      '\uFEFF"when","price"\n"Jan 1, 2024","100"\n"Jan 2, 2024","99.5"\n"x",98',
    ],
    ['semicolons and decimal commas', 'Zeit;Preis\n0;100,0\n1;99,5\n2;98,0'],
    ['tabs', '0\t1e2\n1\t99.5\n2\t98'],
  ])('is read with %s', (_name, text) => {
    expect(prices(text)).toEqual([100, 99.5, 98])
  })

  it.each([
    ['a word among the prices', '100\nabc\n98', /^line 2, column 1: got "abc", expected a price/],
    ['a price with a currency', '$100\n99', /^line 1, column 1: got "\$100"/],
    ['an empty line', '100\n\n98', /^line 2, column 1: got ""/],
    [
      'a price that is too low',
      't,p\n0,100\n1,0',
      /^line 3, column 2: got "0", expected a price: .*from 0\.000001/,
    ],
    ['a missing cell', '0,100\n1', /^line 2, column 1: .*2 columns, as in line 1/],
    ['three columns', 'a,b,c\n1,2,3', /^line 1, column 3: got "c", expected one or two columns/],
    [
      'time that runs backwards',
      '2024-01-02,100\n2024-01-01,99',
      /^line 2, column 1: got "2024-01-01", expected a moment after 2024-01-02/,
    ],
    ['decimal commas that look like columns', '100,5\n100,7', /^line 2, column 1: .*a point, not a comma/],
    ['a formula', '100\n=1+1', /^line 2, column 1: got "=1\+1"/],
    ['infinity', '100\nInfinity', /^line 2, column 1: /],
    ['only a header', 'price 1\n', /at least two prices/],
    ['a number alone', '12', /^line 1, column 1: got "12", expected at least two prices/],
    ['one price below a header', 'price\n12\n', /at least two prices/],
    ['a quotation mark that is left open', '"100\n"200', /^line 1, column 1: .*quotation marks around/],
    ['one that is open in the second column', '0,100\n1,"99', /^line 2, column 2: .*quotation marks around/],
    ['a number that goes on behind its quotes', '100\n"10"0', /^line 2, column 1: .*quotation marks around/],
  ])('is refused for %s, by line and column', (_name, text, words) => {
    expect(refuse(text)).toMatch(words)
  })

  it('is refused when it is longer than any run', () => {
    expect(refuse('100\n'.repeat(1_000_003))).toMatch(/at most 1000001 prices/)
  })

  it('becomes the fair value, from its own start and without the pushes, for as long as it needs', () => {
    const path = [50, 49, 51.5]
    const own = parseScenario(applyPricePath(crash, path))
    expect(own.market).toEqual({ startPrice: 50, fairValue: { path } })
    expect([own.steps, own.shocks]).toEqual([crash.steps, []])
    expect(applyPricePath({ ...crash, steps: 1 }, path).steps).toBe(2)
  })
})
