/**
 * A whole play as a text for a link: what was played, the number of its hidden seeds, where each rule stood, what was asked for and the
 * standing orders. Only letters, digits, `.`, `-` and `_`, which nobody rewrites on the way. Whoever opens it gets the same score, as
 * long as night and engine are the same: a print of both says whether they are.
 */
import type { DialId } from '../dials/dial.ts'
import type { Night } from './night.ts'
import { checkPlay, stopOf, type Play } from './play.ts'
import { FieldError } from '../schema/fieldError.ts'
import { computeCheck } from '../schema/linkText.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

const SEPARATOR = '_'
const MOST_LENGTH = 400
const LINK_WORDS = 'a link to a play, as it was copied'
/** Which game: the id of a night, `daily`, or `endless.7`, its level. */
const GAME = /^[a-z][a-z0-9-]{0,39}(?:\.\d{1,3})?$/

/** What a link says of which game it is, before the night is there to read the rest. */
export interface PlayedGame {
  /** The id of a night, or `daily`, or `endless`. */
  readonly game: string
  /** Of the endless nights. */
  readonly level?: number
  /** Of the hidden seeds; of the daily crash, the day. */
  readonly attempt: number
}

const small = (value: number) => value.toString(36)
const toList = (items: readonly (readonly number[])[]) =>
  items.map((item) => item.map(small).join('-')).join('.')

/** @throws FieldError where the play names what is not there */
export function writePlayText({ game, level, attempt }: PlayedGame, night: Night, play: Play): string {
  const rules = Object.entries(night.rules).map(([rule, { stops }]) => [stops.indexOf(stopOf(night, play, rule))])
  const [dials, proposals] = [Object.keys(night.dials), Object.keys(night.proposals)]
  const asked = (one: { proposal: string; stop: string }) => [
    proposals.indexOf(one.proposal),
    night.proposals[one.proposal].stops.findIndex(({ id }) => id === one.stop),
  ]
  const body = [
    level === undefined ? game : `${game}.${level}`,
    small(attempt),
    toList(rules),
    toList(play.asks.map((ask) => [...asked(ask), ask.step])),
    toList(play.alarms.map((one) => [dials.indexOf(one.dial), linesOf(night, one.dial).indexOf(one.line), ...asked(one)])),
    printOf(night),
  ].join(SEPARATOR)
  return `${body}${SEPARATOR}${computeCheck(body)}`
} // prettier-ignore

/** @throws FieldError */
export function readPlayedGame(text: string): PlayedGame {
  const [name, attempt] = split(text)
  const [game, level] = name.split('.')
  return { game, ...(level !== undefined && { level: Number(level) }), attempt: parseInt(attempt, 36) }
}

export interface ReadPlay {
  readonly play: Play
  /** Neither the night nor the engine has changed since: the score is the same. */
  readonly isSame: boolean
}

/**
 * @param night that of the game
 * @throws FieldError
 */
export function readPlayText(text: string, night: Night): ReadPlay {
  const [, , rules, asks, alarms, print] = split(text)
  const dials = Object.keys(night.dials) as DialId[]
  const proposals = Object.keys(night.proposals)
  const asked = (proposal: number, stop: number) => {
    const id = at(proposals, proposal)
    return { proposal: id, stop: at(night.proposals[id].stops, stop).id }
  }
  const names = Object.keys(night.rules)
  const places = readList(rules, 1)
  if (places.length !== names.length) throw new FieldError('link', text, 'a place for each rule of the night')
  const play: Play = {
    rules: Object.fromEntries(names.map((rule, i) => [rule, at(night.rules[rule].stops, places[i][0]).id])),
    asks: readList(asks, 3).map(([proposal, stop, step]) => ({ ...asked(proposal, stop), step })),
    alarms: readList(alarms, 4).map(([dial, line, proposal, stop]) => {
      const id = at(dials, dial)
      return { dial: id, line: at(linesOf(night, id), line), ...asked(proposal, stop) }
    }),
  }
  checkPlay(night, play)
  return { play, isSame: print === printOf(night) }
}

function split(text: string): string[] {
  const parts = text.length > MOST_LENGTH ? [] : text.split(SEPARATOR)
  const end = text.lastIndexOf(SEPARATOR)
  if (parts.length !== 7 || !GAME.test(parts[0]) || !/^[0-9a-z]{1,4}$/.test(parts[1]))
    throw new FieldError('link', text, LINK_WORDS)
  if (computeCheck(text.slice(0, end)) !== parts[6])
    throw new FieldError('link', text, `${LINK_WORDS}; a part of it is missing or was changed`)
  return parts
}

function readList(text: string, width: number): number[][] {
  if (text === '') return []
  return text.split('.').map((item) => {
    const numbers = item.split('-')
    if (numbers.length !== width || numbers.some((one) => !/^[0-9a-z]{1,3}$/.test(one)))
      throw new FieldError('link', item, LINK_WORDS)
    return numbers.map((one) => parseInt(one, 36))
  })
}

function at<T>(list: readonly T[], place: number): T {
  if (place >= list.length) throw new FieldError('link', place, `at most ${list.length - 1}, of what the night has`)
  return list[place]
} // prettier-ignore

function linesOf(night: Night, dial: DialId): readonly number[] {
  return night.dials[dial] ?? []
}

/** Of all that decides a score. */
function printOf({ world, storm, rules, proposals, dials, losses, published, survives, floors, seeds }: Night): string {
  const parts = { world, storm, rules, proposals, dials, losses, published, survives, floors, seeds, ENGINE_VERSION }
  return computeCheck(JSON.stringify(parts))
} // prettier-ignore
