/**
 * The placeholders of a lesson's words: `{fact}`, `{a.priceFall}`, `{b.priceFall}`, `{control.push}`, `{scenario.path}`, and in
 * words about an unmet clause `{value}` and `{bound}`. Facts and the scenario are known when the site is built; the rest lives.
 */
import { startOf } from './attempt.ts'
import type { Fact, Lesson, Settings } from './lesson.ts'
import { formatReading, formatUnit } from './numberWords.ts'
import { formatFew } from '../schema/words.ts'
import { listReadingNames, NO_NAMES, type Named } from './lessonReadings.ts'
import type { Place } from './words.ts'
import { readAt } from '../schema/documentPath.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Outcome } from '../schema/outcome.ts'
import { rowAtPath } from '../schema/worldPath.ts'

interface KnownNumber {
  readonly value: number | null
  readonly text: string
  /** Of a figure from a real event. */
  readonly source?: string
}
/** By placeholder: facts, quotes, and what the words say of the scenario. */
export type KnownNumbers = Readonly<Record<string, KnownNumber>>

export const TOKEN = /\{([A-Za-z][A-Za-z0-9.-]*)\}/g

/** @internal */
export function listTokens(text: string): string[] {
  return [...text.matchAll(TOKEN)].map(([, name]) => name)
}

/** A number that is known when the site is built. */
function isKnown(lesson: Lesson, token: string): boolean {
  const isNamed = Object.hasOwn(lesson.facts, token) || Object.hasOwn(lesson.quotes, token)
  return isNamed || token.startsWith('scenario.')
}

/** @throws FieldError where a placeholder names nothing, or one that lives stands in plain text */
export function checkTokens(lesson: Lesson, base: object, text: string, place: Place, isRich: boolean): void {
  if (/[{}]/.test(text.replace(TOKEN, '')))
    throw new FieldError(place, text, 'placeholders of the form {name}')
  for (const token of listTokens(text)) {
    const [kind, name = ''] = [token.slice(0, token.indexOf('.')), token.slice(token.indexOf('.') + 1)]
    const isThere = isKnown(lesson, token)
      ? kind !== 'scenario' || typeof readAt(base, name) === 'number'
      : kind === 'control'
        ? Object.hasOwn(lesson.controls, name)
        : kind === 'a' || kind === 'b'
          ? listReadingNames(lesson).includes(name)
          : (token === 'value' || token === 'bound') && place.includes(', unmet ')
    if (!isThere)
      throw new FieldError(place, `{${token}}`, 'a fact, a.READING, b.READING, control.NAME or scenario.PATH')
    if (!isRich && !isKnown(lesson, token))
      throw new FieldError(place, `{${token}}`, 'in plain text only a fact or scenario.PATH')
  }
}

const SHARES = new Set(['share', 'share of open interest', 'share of traders', 'a year'])

/** What the scenario says at a path, in words; a fall is written without its sign. */
function formatScenario(base: object, path: string): KnownNumber {
  const value = readAt(base, path)
  if (typeof value !== 'number') throw new FieldError(path, value, 'a number of the scenario')
  const unit = rowAtPath(path)?.unit
  const isShare = (unit && SHARES.has(unit)) || path.endsWith('.change')
  const text = isShare
    ? formatUnit('share', Math.abs(value))
    : unit === 'times'
      ? formatUnit('times', value)
      : unit === 'dollars'
        ? formatUnit('cents', value * 100)
        : Math.abs(value) >= 100
          ? formatUnit('count', value)
          : formatFew(value)
  return { value, text }
}

/**
 * The numbers that are known before anyone plays.
 * @param base the held scenario of the shown seed, with the controls at their start
 */
export function computeNumbers(
  lesson: Lesson,
  texts: readonly string[],
  base: object,
  run: (settings: Settings, seed: string) => Outcome,
): KnownNumbers {
  const facts = Object.entries(lesson.facts).map(
    ([id, fact]) => [id, computeFact(lesson, fact, run)] as const,
  )
  const paths = new Set(texts.flatMap(listTokens).filter((token) => token.startsWith('scenario.')))
  const scenario = [...paths].map(
    (token) => [token, formatScenario(base, token.slice('scenario.'.length))] as const,
  )
  const quotes = Object.entries(lesson.quotes).map(([id, quote]) => [id, { value: null, ...quote }] as const)
  return Object.fromEntries([...facts, ...quotes, ...scenario])
}

function computeFact(
  lesson: Lesson,
  { set, reading, over }: Fact,
  run: (settings: Settings, seed: string) => Outcome,
): KnownNumber {
  const { seeds } = lesson.scenario
  const settings = { ...startOf(lesson), ...set }
  if (over === 'judged') return countJudged(seeds.slice(1), (seed) => run(settings, seed)[reading])
  const values = (over === 'shown' ? seeds.slice(0, 1) : seeds)
    .map((seed) => run(settings, seed)[reading])
    .filter((value) => value !== null)
  const value = values.length === 0 ? null : REDUCE[over](values)
  return { value, text: formatReading(reading, value, lesson) }
}

/** In how many of the seeds that judge it holds, as a figure of all of them counts. */
function countJudged(seeds: readonly string[], read: (seed: string) => number | null): KnownNumber {
  const held = seeds.filter((seed) => read(seed) === 1).length
  return { value: held / seeds.length, text: `${held} of ${seeds.length}` }
}

const REDUCE: Readonly<Record<Exclude<Fact['over'], 'judged'>, (values: number[]) => number>> = {
  shown: (values) => values[0],
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  lowest: (values) => Math.min(...values),
  highest: (values) => Math.max(...values),
}

/** What a live placeholder says, or null where it is not known yet. */
interface LiveValues {
  readonly a: Outcome | null
  readonly b: Outcome | null
  /** Where each control stands, in words. */
  readonly controls: Readonly<Record<string, string>>
}

/** The text of a placeholder that lives; null while it has none. */
export function readToken(
  token: string,
  { a, b, controls }: LiveValues,
  lesson: Named = NO_NAMES,
): string | null {
  const dot = token.indexOf('.')
  const [kind, name] = [token.slice(0, dot), token.slice(dot + 1)]
  if (kind === 'control') return Object.hasOwn(controls, name) ? controls[name] : null
  const outcome = kind === 'a' ? a : kind === 'b' ? b : null
  return outcome !== null && Object.hasOwn(outcome, name) ? formatReading(name, outcome[name], lesson) : null
}
