/**
 * `npm run --silent risk -- FILE --event EVENT [--runs N] [--seeds FROM-TO] [--method crude|splitting|auto] [--precision R]`: the
 * probability of an event in a scenario or a world, with its uncertainty, as one JSON document (docs/model.md section 12).
 */
import { readSeeds, sortArguments } from './commandArguments.ts'
import { readDocument, UsageError, write } from './commandFile.ts'
import { ProcessPool } from './processPool.ts'
import { Simulation } from '../engine/simulation.ts'
import { estimate, type Question } from '../risk/estimate.ts'
import { parseEvent } from '../risk/event.ts'
import type { RiskAnswer, RiskTask } from '../risk/task.ts'
import { readDocumentText } from '../schema/documentText.ts'
import { FieldError, toOneLine } from '../schema/fieldError.ts'
import { parseDocument, toWrittenPath } from '../schema/parseDocument.ts'

const HELP = `Usage: npm run --silent risk -- FILE --event EVENT [options]

Plays the document FILE, a scenario or a world, under many seeds, and prints the probability of
an event as one JSON document: event, probability, low and high (95 %), relativeError, runs,
steps, method. FILE may be - for standard input.

  --event EVENT      insolvent[:V], illiquid[:V], failures:K, fundExhausted[:V], adl,
                     priceBelow:P, fairBelow:P, accountLiquidated:[V.]ID; V is a venue of a
                     world, P a price in dollars
  --runs N           at most so many runs are counted; 1000 where nothing is said, 1000000
                     with --precision
  --seeds FROM-TO    count exactly these seeds, both included
  --method METHOD    crude counts, splitting is for rare events, auto (where nothing is said)
                     takes splitting where fewer than 1 in 100 of the first 1000 runs had the
                     event; fewer runs than 100, without --precision, are only counted
  --precision R      stop when the standard error is R of the probability
  --help             print this text

Exit status: 0 done, 2 the arguments or the document are not valid (one line on standard error says why).
`
const RUNS = 1_000
const MOST_RUNS = 1_000_000
const METHODS = ['crude', 'splitting', 'auto'] as const

interface Arguments {
  readonly file: string
  readonly event: string
  readonly runs: number | null
  readonly seeds: { readonly from: number; readonly to: number } | null
  readonly method: Question['method']
  readonly precision: number | null
}

function readArguments(list: readonly string[]): Arguments | 'help' {
  if (list.includes('--help') || list.includes('-h')) return 'help'
  const { files, values } = sortArguments(list, ['--event', '--runs', '--seeds', '--method', '--precision'])
  if (files.length !== 1)
    throw new UsageError(`got ${files.length} files, expected one; --help tells the usage`)
  const event = values.get('--event')
  if (event === undefined) throw new UsageError('--event: got nothing, expected an event; --help tells them')
  const [runs, seeds, precision] = [values.get('--runs'), values.get('--seeds'), values.get('--precision')]
  if (runs !== undefined && seeds !== undefined)
    throw new UsageError('--seeds: got --runs too, expected one of them')
  return {
    file: files[0],
    event,
    runs: runs === undefined ? null : toRuns(runs),
    seeds: seeds === undefined ? null : readSeeds(seeds, MOST_RUNS),
    method: toMethod(values.get('--method') ?? 'auto'),
    precision: precision === undefined ? null : toPrecision(precision),
  }
}

function toRuns(text: string): number {
  const runs = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (!(runs >= 1 && runs <= MOST_RUNS))
    throw new UsageError(`--runs: got "${text}", expected a whole number from 1 to ${MOST_RUNS}`)
  return runs
}

function toMethod(text: string): Question['method'] {
  const method = METHODS.find((one) => one === text)
  if (method === undefined)
    throw new UsageError(`--method: got "${text}", expected one of ${METHODS.join(', ')}`)
  return method
}

function toPrecision(text: string): number {
  const value = /^[\d.]+(e-?\d+)?$/i.test(text) ? Number(text) : NaN
  if (!(value >= 0.001 && value <= 1))
    throw new UsageError(`--precision: got "${text}", expected a number from 0.001 to 1`)
  return value
}

/** The validated document; an error names the field as the document has it. */
function open(file: string, event: string): Question['document'] {
  const input = readDocumentText(readDocument(file))
  const document = parseDocument(input)
  parseEvent(event, document)
  try {
    // What only the opening shows is said once, and not by each process.
    Simulation.create(document)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    throw new FieldError(toWrittenPath(error.path, input), error.value, error.expected)
  }
  return document
}

async function study(given: Arguments): Promise<string> {
  const { seeds, precision } = given
  const question: Question = {
    document: open(given.file, given.event),
    event: given.event,
    // Seeds that were named are counted, all of them.
    method: seeds && given.method === 'auto' ? 'crude' : given.method,
    from: seeds?.from ?? 1,
    runs: seeds ? seeds.to - seeds.from + 1 : (given.runs ?? (precision === null ? RUNS : MOST_RUNS)),
    precision,
  }
  const pool = new ProcessPool<RiskTask, RiskAnswer>(
    new URL('./riskWorker.ts', import.meta.url),
    [],
    (_, message) => new UsageError(message),
  )
  try {
    const { event, probability, low, high, relativeError, runs, steps, method } = await estimate(
      question,
      pool,
    )
    return `${JSON.stringify({ event, probability, low, high, relativeError, runs, steps, method })}\n`
  } finally {
    pool.close()
  }
}

try {
  const parsed = readArguments(process.argv.slice(2))
  write(parsed === 'help' ? HELP : await study(parsed))
} catch (error) {
  if (!(error instanceof FieldError) && !(error instanceof UsageError)) throw error
  process.stderr.write(`${toOneLine(error.message)}\n`)
  process.exitCode = 2
}
