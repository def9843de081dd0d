/**
 * The fields of a link that are written by hand: what a document holds in one of several shapes, and the list of pushes.
 */
import { DRAWN_PROCESSES, PROCESS_FIELDS, type DrawnProcess } from './fairValue.ts'
import { FieldError } from './fieldError.ts'
import { readHistory, writeHistory } from './linkHistory.ts'
import { OFF, putAt, readNumbers, type LinkField } from './linkFields.ts'
import { LIST_SEPARATOR, readNumber, writeNumber } from './linkText.ts'

/** A drawn process by its letter, with its numbers in the order of the table of processes. */
const LETTERS: Record<DrawnProcess, string> = { gbm: 'g', studentT: 't', jumps: 'j', garch: 'c' }

/** A process, a replayed history (`h`), or a path of one or two values (`p`). */
export const fairValue: LinkField = {
  key: 'fv',
  write: ({ market }) => {
    const news = market.fairValue
    if ('path' in news) return `p${news.path.map(writeNumber).join(LIST_SEPARATOR)}`
    if (news.process === 'history') return `h${writeHistory(news)}`
    const numbers = PROCESS_FIELDS[news.process].map((name) => (news as Record<string, unknown>)[name])
    return `${LETTERS[news.process]}${numbers.map((n) => writeNumber(n as number)).join(LIST_SEPARATOR)}`
  },
  read: (words, document) => {
    const path = 'market.fairValue'
    if (words.startsWith('h')) return putAt(document, path, readHistory(path, words.slice(1)))
    const values = readNumbers(path, words.slice(1))
    const process = DRAWN_PROCESSES.find((one) => words.startsWith(LETTERS[one]))
    const names = process && PROCESS_FIELDS[process]
    if (words.startsWith('p')) putAt(document, path, { path: values })
    else if (names?.length === values.length)
      putAt(document, path, { process, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) })
    else throw new FieldError(path, words, 'a process or a path, as a link writes it')
  },
}

/** From the lowest to the highest, log-uniform (`u`), or pairs of leverage and weight (`w`). */
export const leverage: LinkField = {
  key: 'le',
  write: ({ crowd }) => {
    if (!('traders' in crowd)) return OFF
    const spread = crowd.leverage
    return spread.distribution === 'logUniform'
      ? `u${writeNumber(spread.min)}${LIST_SEPARATOR}${writeNumber(spread.max)}`
      : `w${spread.values.flat().map(writeNumber).join(LIST_SEPARATOR)}`
  },
  read: (words, document) => {
    const path = 'crowd.leverage'
    const values = readNumbers(path, words.slice(1))
    if (words.startsWith('u') && values.length === 2)
      putAt(document, path, { distribution: 'logUniform', min: values[0], max: values[1] })
    else if (words.startsWith('w') && values.length % 2 === 0) {
      const pairs = values.flatMap((value, i) => (i % 2 === 0 ? [[value, values[i + 1]]] : []))
      putAt(document, path, { distribution: 'weights', values: pairs })
    } else throw new FieldError(path, words, 'a spread of leverage, as a link writes it')
  },
}

/** Each as its step, a letter for its kind, and its number. */
const SHOCKS = {
  s: { kind: 'sell', value: 'contracts' },
  d: { kind: 'depth', value: 'factor' },
  n: { kind: 'fairValue', value: 'change' },
} as const
/** News that arrives over several steps has their number behind an `o`. */
const SHOCK = /^(\d{1,7})([sdn])([^o]+)(?:o(\d{1,4}))?$/

export const shocks: LinkField = {
  key: 'sh',
  write: (scenario) => {
    const written = scenario.shocks.map((shock) => {
      if (shock.kind === 'sell') return `${shock.step}s${writeNumber(shock.contracts)}`
      if (shock.kind === 'depth') return `${shock.step}d${writeNumber(shock.factor)}`
      return `${shock.step}n${writeNumber(shock.change)}${shock.overSteps ? `o${shock.overSteps}` : ''}`
    })
    return written.length === 0 ? OFF : written.join(LIST_SEPARATOR)
  },
  read: (words, document) => {
    const list = words === OFF ? [] : words.split(LIST_SEPARATOR)
    const read = list.map((one, i) => {
      const match = SHOCK.exec(one)
      if (!match) throw new FieldError(`shocks[${i}]`, one, 'a push, as a link writes it')
      const { kind, value } = SHOCKS[match[2] as keyof typeof SHOCKS]
      const shock = { step: Number(match[1]), kind, [value]: readNumber(`shocks[${i}]`, match[3]) }
      return match[4] ? { ...shock, overSteps: Number(match[4]) } : shock
    })
    putAt(document, 'shocks', read)
  },
}
