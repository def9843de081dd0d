/**
 * Goal: the headless command prints one JSON document and nothing else, and refuses everything else in one line.
 * Method: the command as a person runs it, through npm, with a conformance case, bad documents and bad arguments.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createSingleChannel } from '../support/singleChannels.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'loss-spiral-'))

interface Outcome {
  status: number | null
  out: string
  err: string
}

function simulate(args: readonly string[], input: string | Buffer = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', 'simulate', '--', ...args], { cwd: root })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.on('close', (status) => resolve({ status, out, err }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

/** Lines of standard error that are the command's own: npm's warnings about the user's settings are not. */
function ownLines(err: string): string[] {
  return err.split('\n').filter((line) => line !== '' && !line.startsWith('npm warn'))
}

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

const MINIMAL = {
  version: 1,
  seed: 'a',
  steps: 5,
  market: { startPrice: 100, fairValue: { path: [100, 99, 95] } },
  crowd: { traders: 50 },
}

describe('simulate', () => {
  it('prints the expected document for a conformance case, and nothing else', async () => {
    const cases = fileURLToPath(new URL('../conformance/cases/', import.meta.url))
    const file = readdirSync(cases).filter((name) => name.endsWith('.json'))[0]
    const { scenario, expected } = JSON.parse(readFileSync(join(cases, file), 'utf8'))
    const { status, out } = await simulate([write('case.json', JSON.stringify(scenario))])
    expect(status).toBe(0)
    const printed = JSON.parse(out)
    expect(Object.keys(printed)).toEqual(['summary', 'accounts', 'series'])
    expect(printed.accounts).toEqual(expected.accounts)
    expect(printed.summary).toMatchObject({
      ...expected.summary,
      finalPrice: expect.any(Number),
      minPrice: expect.any(Number),
    })
    expect(printed.series).toHaveLength(scenario.steps)
  })

  it('reads standard input, and prints only the summary when asked', async () => {
    const { status, out } = await simulate(['-', '--summary'], JSON.stringify(MINIMAL))
    expect(status).toBe(0)
    const printed = JSON.parse(out)
    expect(Object.keys(printed)).toEqual(['summary'])
    expect(printed.summary.conservationError).toBe(0)
    expect(printed.summary.engineVersion).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('runs a world without a channel, or without one of its links', async () => {
    const { document, shock } = createSingleChannel('placed')
    const file = write('world.json', JSON.stringify({ ...document, shocks: [shock] }))
    const lost = async (...args: string[]): Promise<unknown> => {
      const { status, out } = await simulate([file, '--summary', ...args])
      expect(status).toBe(0)
      return JSON.parse(out).summary.venues.beta.claimsLost
    }
    expect(await lost()).toBeGreaterThan(0)
    expect(await lost('--without', 'placed')).toBe(0)
    expect(await lost('--without', 'desks', '--without', 'placed:beta.alpha')).toBe(0)
  })

  it.each([
    [['--without', 'luck'], /^--without luck: no such channel; known are crossMargin, /],
    [['--without', 'placed:alpha.beta'], /no such link; there are beta\.alpha$/],
    [['--without', 'desks:north'], /no such link; there is none$/],
    [['--without'], /^--without: got nothing/],
  ])('refuses %j', async (args, line) => {
    const { status, out, err } = await simulate(
      ['-', ...args],
      JSON.stringify(createSingleChannel('placed').document),
    )
    expect(status).toBe(2)
    expect(out).toBe('')
    expect(ownLines(err)).toHaveLength(1)
    expect(ownLines(err)[0]).toMatch(line)
  })

  it('explains itself', async () => {
    const { status, out } = await simulate(['--help'])
    expect(status).toBe(0)
    expect(out).toContain('Usage: npm run --silent simulate')
  })

  const wrong: [string, string | Buffer, RegExp][] = [
    ['cut-off text', JSON.stringify(MINIMAL).slice(0, 40), /^document: .*JSON/],
    ['binary text', Buffer.from([0, 255, 254, 10, 13, 27, 91, 50]), /^document: .*JSON/],
    ['deep nesting', '['.repeat(300_000) + ']'.repeat(300_000), /^document|nesting/],
    [
      'an inherited name',
      JSON.stringify(MINIMAL).replace('"steps"', '"__proto__":{"a":1},"steps"'),
      /^__proto__: no such field/,
    ],
    ['an empty crowd', JSON.stringify({ ...MINIMAL, crowd: { accounts: [] } }), /^crowd\.accounts: /],
    [
      'a position below maintenance at the start',
      JSON.stringify({
        ...MINIMAL,
        venue: { maxLeverage: 125 },
        crowd: { accounts: [{ side: 'long', collateral: 100, leverage: 100, entry: 101 }] },
      }),
      /^crowd\.accounts\[0\]\.leverage: /,
    ],
  ]
  it.each(wrong)('refuses %s with one line and status 2', async (_name, content, line) => {
    const { status, out, err } = await simulate(['-'], content)
    expect(status).toBe(2)
    expect(out).toBe('')
    expect(ownLines(err)).toHaveLength(1)
    expect(ownLines(err)[0]).toMatch(line)
  })

  it.each([[[]], [['nowhere.json']], [['a.json', 'b.json']], [['--unknown', '-']], [[folder]]])(
    'refuses the arguments %j with one line and status 2',
    async (args) => {
      const { status, out, err } = await simulate(args)
      expect(status).toBe(2)
      expect(out).toBe('')
      expect(ownLines(err)).toHaveLength(1)
    },
  )
})
