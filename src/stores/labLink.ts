/**
 * What is asked in the risk lab, as its link carries it beside the document: a text for each setting under a key of two letters, as with
 * the settings of a scenario. What is read is checked before anything is asked. Keys are a promise to links that exist.
 */
import { parseEvent } from '../risk/event.ts'
import type { Move } from '../risk/moving.ts'
import type { TailSide } from '../risk/tails.ts'
import type { VolatilityEvent } from '../risk/volatility.ts'
import { FieldError } from '../schema/fieldError.ts'
import {
  KEY_LENGTH,
  LIST_SEPARATOR,
  readNumber,
  readText,
  writeNumber,
  writeText,
} from '../schema/linkText.ts'
import { isWithin } from '../schema/parameters.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { BetterForm } from './better.svelte.ts'
import { listPushKinds, MOST_PUSHED, type BreaksForm } from './breaks.svelte.ts'
import { EVENT_CHOICES } from './labEvents.ts'
import { FITTED_SHARES, PLACE_CHOICES, RETURN_SPANS, RUN_CHOICES } from './labQuestions.ts'
import { listMovable, type Ends, type SweepForm } from './matters.svelte.ts'

const SIDES: readonly TailSide[] = ['falls', 'rises', 'both']

/** The texts of a question, by their keys. */
export type AskedTexts = ReadonlyMap<string, string>

/**
 * The texts of a link by their keys.
 * @throws FieldError where a key comes twice
 */
export function sortTexts(texts: readonly string[]): AskedTexts {
  const sorted = new Map(texts.map((text) => [text.slice(0, KEY_LENGTH), text.slice(KEY_LENGTH)]))
  if (sorted.size < texts.length) throw new FieldError('link', texts.join(' '), 'each setting at most once')
  return sorted
}

export function writeRuns(runs: number): string[] {
  return runs > 0 ? [`ru${writeNumber(runs)}`] : []
}

/** @throws FieldError unless it is a whole number from 1 to `most` */
export function readWhole(texts: AskedTexts, key: string, most: number): number | null {
  const text = texts.get(key)
  if (text === undefined) return null
  const value = readNumber('link', text)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new FieldError('link', text, `a whole number from 1 to ${most}`)
  return value
}

/** One of those that can be chosen; the usual one where the link says nothing. */
function readChoice(texts: AskedTexts, key: string, choices: readonly number[], usual: number): number {
  const text = texts.get(key)
  if (text === undefined) return usual
  const value = readNumber('link', text)
  if (!choices.includes(value)) throw new FieldError('link', text, `one of ${choices.join(', ')}`)
  return value
}

const writeEvent = (event: string) => `ev${writeText(event)}`

/** @throws FieldError unless the lab offers it, and the scenario can have it */
export function readEvent(texts: AskedTexts, document: Scenario, usual: string): string {
  const text = texts.get('ev')
  if (text === undefined) return usual
  const event = readText('event', text)
  parseEvent(event, document)
  const known = EVENT_CHOICES.map(({ id }) => id)
  if (!known.includes(event.split(':')[0])) throw new FieldError('event', event, `one of ${known.join(', ')}`)
  return event
}

export function writeEventOnly({ event }: { readonly event: string }): string[] {
  return [writeEvent(event)]
}

export function writeSweep({ event, first, second, places, runs }: SweepForm): string[] {
  const say = (key: string, ends: Ends | null) =>
    ends ? [`${key}${[ends.key, writeNumber(ends.from), writeNumber(ends.to)].join(LIST_SEPARATOR)}`] : []
  return [writeEvent(event), ...say('xa', first), ...say('ya', second), `pl${places}`, ...writeRuns(runs)]
}

export function readSweep(texts: AskedTexts, document: Scenario, usual: SweepForm): SweepForm {
  const first = readEnds(texts.get('xa'), document) ?? usual.first
  const second = readEnds(texts.get('ya'), document)
  if (second?.key === first?.key) throw new FieldError('link', texts.get('ya'), 'two different numbers')
  return {
    event: readEvent(texts, document, usual.event),
    first,
    second,
    places: readChoice(texts, 'pl', PLACE_CHOICES, usual.places),
    runs: readChoice(texts, 'ru', RUN_CHOICES.sweep, usual.runs),
  }
}

function readEnds(text: string | undefined, document: Scenario): Ends | null {
  if (text === undefined) return null
  const [name = '', low = '', high = '', ...rest] = text.split(LIST_SEPARATOR)
  const found = findMovable(document, name)
  const [from, to] = [low, high].map((one) => readNumber(name, one))
  if (rest.length > 0 || !isWithin(found.row, from) || !isWithin(found.row, to) || from >= to)
    throw new FieldError(name, text, 'a range that this number may have, the lower end first')
  return { key: found.key, from, to }
}

function findMovable(document: Scenario, name: string) {
  const found = listMovable(document).find(({ key }) => key === name)
  if (!found) throw new FieldError('link', name, 'a number that this scenario has')
  return found
}

export function writePush({ event, kind, most, step, runs }: BreaksForm): string[] {
  const push = [kind, writeNumber(most), writeNumber(step)].join(LIST_SEPARATOR)
  return [writeEvent(event), `pu${push}`, ...writeRuns(runs)]
}

export function readPush(texts: AskedTexts, document: Scenario, usual: BreaksForm): BreaksForm {
  const asked = {
    event: readEvent(texts, document, usual.event),
    runs: readChoice(texts, 'ru', RUN_CHOICES.breaks, usual.runs),
  }
  const text = texts.get('pu')
  if (text === undefined) return { ...usual, ...asked }
  const [name = '', ...numbers] = text.split(LIST_SEPARATOR)
  const kind = listPushKinds(document).find((one) => one === name)
  const [most = NaN, step = NaN] = numbers.map((one) => readNumber('link', one))
  const isStep = Number.isInteger(step) && step >= 1 && step <= document.steps
  if (!kind || numbers.length !== 2 || !(most > 0 && most <= MOST_PUSHED[kind][1]) || !isStep)
    throw new FieldError('link', text, `a push that the lab offers, in a step from 1 to ${document.steps}`)
  return { ...asked, kind, most, step }
}

/** What is moved in B; a B that is another scenario stands in the link beside A. */
export function writeBetter({ event, moves, b, runs }: BetterForm): string[] {
  const moved = moves.map(({ key, value }) => [key, writeNumber(value)].join(LIST_SEPARATOR))
  return [
    writeEvent(event),
    ...(b === null && moved.length > 0 ? [`mo${moved.join(LIST_SEPARATOR)}`] : []),
    ...writeRuns(runs),
  ]
}

/** @param b the other scenario of the link; null where it has none */
export function readBetter(
  texts: AskedTexts,
  document: Scenario,
  usual: BetterForm,
  b: Scenario | null,
): BetterForm {
  const list = texts.get('mo')?.split(LIST_SEPARATOR)
  const moves = list?.flatMap((name, i) =>
    i % 2 === 0 ? [readMove(document, name, list.at(i + 1) ?? '')] : [],
  )
  if (moves && new Set(moves.map(({ key }) => key)).size < moves.length)
    throw new FieldError('link', texts.get('mo'), 'each number at most once')
  return {
    event: readEvent(texts, document, usual.event),
    moves: moves ?? usual.moves,
    b,
    runs: readChoice(texts, 'ru', RUN_CHOICES.better, usual.runs),
  }
}

function readMove(document: Scenario, name: string, text: string): Move {
  const { key, row } = findMovable(document, name)
  const value = readNumber(key, text)
  if (!isWithin(row, value)) throw new FieldError(key, value, 'a value that this number may have')
  return { key, value }
}

interface TailsAsked {
  readonly side: TailSide
  readonly span: number
  readonly over: number
}

export function writeTails({ side, span, over }: TailsAsked): string[] {
  return [`ta${[side, writeNumber(span), writeNumber(over)].join(LIST_SEPARATOR)}`]
}

/** @returns null where the link does not say */
export function readTailSettings(texts: AskedTexts, { steps }: Scenario): TailsAsked | null {
  const text = texts.get('ta')
  if (text === undefined) return null
  const [name = '', ...numbers] = text.split(LIST_SEPARATOR)
  const side = SIDES.find((one) => one === name)
  const [span = NaN, over = NaN] = numbers.map((one) => readNumber('link', one))
  const isKnown = RETURN_SPANS.some((one) => one === span && (one === 1 || one < steps))
  if (!side || !isKnown || !FITTED_SHARES.some((one) => one === over))
    throw new FieldError('link', text, 'moves, a time and a share that the lab offers')
  return { side, span, over }
}

const VOLATILITY_IDS: readonly VolatilityEvent[] = ['insolvent', 'exhausted']

interface VolatilityAsked {
  readonly event: VolatilityEvent
  readonly runs: number
}

export function writeVolatility({ event, runs }: VolatilityAsked): string[] {
  return runs > 0 ? [`vo${[event, writeNumber(runs)].join(LIST_SEPARATOR)}`] : []
}

/** @returns null where the link does not say */
export function readVolatility(texts: AskedTexts, most: number): VolatilityAsked | null {
  const text = texts.get('vo')
  if (text === undefined) return null
  const [name = '', count = ''] = text.split(LIST_SEPARATOR)
  const event = VOLATILITY_IDS.find((one) => one === name)
  const runs = readNumber('link', count)
  if (!event || !Number.isInteger(runs) || runs < 1 || runs > most)
    throw new FieldError('link', text, `what is counted, and from 1 to ${most} seeds`)
  return { event, runs }
}
