/**
 * Goal: the command prints the probability of an event as one JSON document and nothing else, and refuses everything else in one
 * line, with status 2.
 * Method: the command as a person runs it, through npm, with a walk, a world, bad documents and bad arguments; its numbers against
 * those of the estimator in this thread.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createContagion, createWalk } from '../support/riskDocuments.ts'
import { estimate, type Question } from '../../src/risk/estimate.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'loss-spiral-risk-'))
const FIELDS = ['event', 'probability', 'low', 'high', 'relativeError', 'runs', 'steps', 'method']

interface Outcome {
  readonly status: number | null
  readonly out: string
  /** Lines of standard error that are the command's own, not npm's about the user's settings. */
  readonly lines: string[]
}

function risk(args: readonly string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', 'risk', '--', ...args], { cwd: root })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.on('close', (status) => {
      const lines = err.split('\n').filter((line) => line !== '' && !line.startsWith('npm warn'))
      resolve({ status, out, lines })
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

function write(name: string, document: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(document))
  return file
}

const walk = createWalk({ steps: 12 })
const world = createContagion()

async function expected(question: Omit<Question, 'precision'> & { precision?: number }) {
  const found = await estimate({ precision: null, ...question }, inProcessPool())
  return Object.fromEntries(FIELDS.map((field) => [field, found[field as keyof typeof found]]))
}

describe('risk', () => {
  it('prints its fields in order, for a document on standard input', async () => {
    const { status, out, lines } = await risk(['-', '--event', 'fairBelow:97'], JSON.stringify(walk))
    expect([status, lines]).toEqual([0, []])
    expect(out.endsWith('}\n')).toBe(true)
    const printed = JSON.parse(out)
    expect(Object.keys(printed)).toEqual(FIELDS)
    const question = { document: walk, event: 'fairBelow:97', method: 'auto', from: 1, runs: 1000 } as const
    expect(printed).toEqual(await expected(question))
    expect(printed.method).toBe('crude')
  })

  it('counts exactly the seeds that are named', async () => {
    const file = write('walk.json', walk)
    const { out } = await risk([file, '--event', 'priceBelow:98', '--seeds', '11-310'])
    const question = { document: walk, event: 'priceBelow:98', method: 'crude', from: 11, runs: 300 } as const
    expect(JSON.parse(out)).toEqual(await expected(question))
  })

  it('splits where it is told to, and by itself where the event is rare', async () => {
    const file = write('walk.json', walk)
    const event = 'fairBelow:94'
    const [told, alone] = await Promise.all([
      risk([file, '--event', event, '--method', 'splitting', '--precision', '0.3']),
      risk([file, '--event', event]),
    ])
    const question = { document: walk, event, from: 1 } as const
    expect(JSON.parse(told.out)).toEqual(
      await expected({ ...question, method: 'splitting', runs: 1_000_000, precision: 0.3 }),
    )
    expect(JSON.parse(alone.out)).toMatchObject({ event, method: 'splitting' })
  })

  it('stops where the wanted precision is reached', async () => {
    const file = write('walk.json', walk)
    const { out } = await risk([file, '--event', 'fairBelow:98', '--method', 'crude', '--precision', '0.1'])
    const { runs, relativeError } = JSON.parse(out)
    expect(relativeError).toBeLessThanOrEqual(0.1)
    expect(runs % 200).toBe(0)
    expect(runs).toBeLessThan(5000)
  })

  it('of a world: that so many venues fail', async () => {
    const file = write('world.json', world)
    const { status, out } = await risk([file, '--event', 'failures:1', '--runs', '200', '--method', 'crude'])
    expect(status).toBe(0)
    const question = { document: world, event: 'failures:1', method: 'crude', from: 1, runs: 200 } as const
    expect(JSON.parse(out)).toEqual(await expected(question))
  })

  it('explains itself', async () => {
    const { status, out, lines } = await risk(['--help'])
    expect([status, lines]).toEqual([0, []])
    expect(out).toContain('Usage: npm run --silent risk')
  })
})

describe('risk refuses with one line and status 2', () => {
  const adl = ['--event', 'adl']
  const bad: [readonly string[], RegExp][] = [
    [['-'], /^--event: got nothing/],
    [adl, /^got 0 files, expected one/],
    [['nowhere.json', ...adl], /^nowhere\.json: cannot be read/],
    [['-', '--event'], /^--event: got nothing, expected a value/],
    [['-', ...adl, ...adl], /^--event: got it twice/],
    [['-', ...adl, '--luck', '3'], /^--luck: unknown option/],
    [['-', ...adl, '--runs', '0'], /^--runs: got "0", expected a whole number from 1/],
    [['-', ...adl, '--seeds', '5-4'], /^--seeds: got "5-4", expected FROM-TO/],
    [['-', ...adl, '--seeds', '1-9', '--runs', '9'], /^--seeds: got --runs too/],
    [['-', ...adl, '--method', 'guess'], /^--method: got "guess", expected one of crude, splitting, auto/],
    [['-', ...adl, '--precision', '0'], /^--precision: got "0", expected a number/],
    [['-', '--event', 'broke'], /^event: got "broke", expected insolvent\[:V\], /],
    [['-', '--event', 'insolvent:alpha'], /^event: got "alpha", expected a venue: exchange/],
    [['-', '--event', 'accountLiquidated:7'], /^event: got "7", expected an account from 0 to 0/],
  ]
  it.each(bad)('%j', async (args, line) => {
    expect(await risk(args, JSON.stringify(walk))).toEqual({
      status: 2,
      out: '',
      lines: [expect.stringMatching(line)],
    })
  })

  it.each([
    ['{"version":1', /^document: .*JSON/],
    [JSON.stringify({ ...walk, steps: 0 }), /^steps: got 0/],
    [
      JSON.stringify({
        ...walk,
        crowd: { accounts: [{ side: 'long', collateral: 100, leverage: 100, entry: 101 }] },
      }),
      /^crowd\.accounts\[0\]\.leverage: /,
    ],
  ])('the document %j', async (text, line) => {
    expect(await risk(['-', ...adl], text)).toEqual({
      status: 2,
      out: '',
      lines: [expect.stringMatching(line)],
    })
  })
})
