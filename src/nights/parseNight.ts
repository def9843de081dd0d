/**
 * One night from what its files hold: data that was read from YAML, and the words of one language. Whatever is wrong stops here, with
 * file and field; what comes out can be played. Reads no files and knows no engine.
 */
import { listReadings } from './measureShape.ts'
import { nightSchema, type Draw, type Night } from './night.ts'
import { checkNightWords, parseNightWords, type NightWords } from './nightWords.ts'
import { checkPlay, playOf } from './play.ts'
import { placeDials } from '../dials/readDials.ts'
import { LessonError, within } from '../course/lessonError.ts'
import { assertKnown, assertUnique } from '../course/nameChecks.ts'
import { writeAt } from '../schema/documentPath.ts'
import { FieldError } from '../schema/fieldError.ts'
import { parseWith } from '../schema/fields.ts'
import { listMarketPlaces } from '../schema/marketPlaces.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import { assertPlaced } from '../schema/placedReading.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { Measure } from '../situations/situation.ts'

interface NightSource {
  /** `01-leverage-and-margin`. */
  readonly folder: string
  readonly data: unknown
  readonly words: string
  readonly language: string
}

export interface ParsedNight {
  readonly number: number
  readonly folder: string
  readonly night: Night
  /** Rich texts still as markdown. */
  readonly words: NightWords
}

/** Twenty seeds are scored in a few seconds, and a night lasts about two minutes. */
const MOST_NIGHT_TRADERS = 1000
const MOST_NIGHT_STEPS = 400
const FOLDER = /^(\d\d)-([a-z][a-z0-9-]*)$/

/**
 * @param terms ids of the glossary
 * @throws LessonError
 */
export function parseNight({ folder, data, words: text, language }: NightSource, terms: readonly string[]): ParsedNight {
  const at = `lessons/nights/${folder}`
  const [, number, slug] = FOLDER.exec(folder) ?? []
  if (slug === undefined) throw new LessonError(at, 'expected a folder named as in 01-leverage-and-margin')
  const night = within(`${at}/night.yaml`, '', () => {
    const parsed = parseWith(nightSchema, data)
    if (parsed.id !== slug) throw new FieldError('id', parsed.id, `the folder’s name, "${slug}"`)
    checkNight(parsed)
    return parsed
  })
  const words = within(`${at}/${language}.md`, '', () => {
    const parsed = parseNightWords(text)
    checkNightWords(night, parsed, terms)
    return parsed
  })
  return { number: Number(number), folder, night, words }
} // prettier-ignore

/** @throws FieldError */
function checkNight(night: Night): void {
  const world = checkWorlds(night)
  const measures: [string, Measure][] = [
    ...night.survives.flatMap(({ id, measure, than }): [string, Measure][] => [
      [`survives.${id}`, measure],
      ...(typeof than === 'number' ? [] : [[`survives.${id}.than`, than] as [string, Measure]]),
    ]),
    ...night.floors.flatMap(({ id, measure, untouched = measure }): [string, Measure][] => [
      [`floors.${id}`, measure],
      [`floors.${id}.untouched`, untouched],
    ]),
  ]
  for (const [field, measure] of measures)
    for (const { reading, venue, asset } of listReadings(measure))
      assertPlaced(field, { reading, ...(venue && { venue }), ...(asset && { asset }) }, world)
  checkDials(night, world)
  const { shows } = night
  const markets = listMarketPlaces(world).map(({ venue, asset }) => `${venue}.${asset}`)
  if (shows) assertKnown('shows', `${shows.venue}.${shows.asset}`, markets)
  assertUnique('survives', [...night.survives, ...night.floors].map(({ id }) => id))
  if (night.needs > night.seeds) throw new FieldError('needs', night.needs, `at most ${night.seeds}, the seeds`)
  const { solutions, mustFail } = night.proof
  const scripts = [
    ...solutions.map((script, i) => [`proof.solutions[${i}]`, script] as const),
    ...mustFail.map((script, i) => [`proof.mustFail[${i}]`, script] as const),
    ['best', night.best] as const,
  ]
  for (const [field, script] of scripts) inField(field, () => checkPlay(night, playOf(script)))
} // prettier-ignore

/** The world has each of them. */
function checkDials(night: Night, world: WorldDocument): void {
  const losses = Object.fromEntries(Object.keys(world.venues).map((venue) => [venue, 1]))
  for (const { dial, parts, ...why } of placeDials(world, { losses }))
    if (parts === null && Object.hasOwn(night.dials, dial.id))
      throw new FieldError(`dials.${dial.id}`, 'why' in why ? why.why : '', 'a dial that this world has')
}

function inField(field: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (error instanceof FieldError)
      throw new FieldError(`${field}.${error.path}`, error.value, error.expected)
    throw error
  }
}

/** Every end of the storm, every stop of every rule and every proposal gives a world that runs. */
function checkWorlds(night: Night): WorldDocument {
  const base = { ...night.world, seed: '1' }
  const world = parseOf('world', base)
  assertKnown('venue', night.venue, Object.keys(world.venues))
  if (world.steps > MOST_NIGHT_STEPS) throw new FieldError('world.steps', world.steps, `at most ${MOST_NIGHT_STEPS}`)
  const traders = Object.values(world.venues).flatMap((venue) => (venue.kind === 'institution' ? [] : venue.crowd))
  const count = traders.reduce((sum, crowd) => sum + ('accounts' in crowd ? crowd.accounts.length : crowd.traders), 0)
  if (count > MOST_NIGHT_TRADERS) throw new FieldError('world', count, `at most ${MOST_NIGHT_TRADERS} traders`)
  const write = (field: string, writes: readonly string[], value: unknown) =>
    parseOf(field, writes.reduce((document: object, path) => writeAt(document, path, value), base))
  const draws = [...Object.entries(night.storm).map(named('storm')), ...Object.entries(night.daily).map(named('daily'))]
  for (const [field, { writes, from, to, else: calm = from }] of draws)
    for (const value of [from, to, calm]) write(field, writes, value)
  checkCalm(night)
  for (const [id, { writes, stops, start }] of Object.entries(night.rules)) {
    assertUnique(`rules.${id}.stops`, stops.map((stop) => stop.id))
    assertKnown(`rules.${id}.start`, start, stops.map((stop) => stop.id))
    for (const stop of stops) write(`rules.${id}.stops.${stop.id}`, writes, stop.value)
  }
  for (const [id, { rule, stops, byHouse }] of Object.entries(night.proposals))
    for (const { id: stop, value } of stops) {
      const change = rule === 'maintenanceMargin' ? { maintenanceMargin: value } : { set: { [rule]: value } }
      const shock = { step: 1, kind: byHouse ? 'rule' : 'proposal', venue: night.venue, ...change }
      parseOf(`proposals.${id}.stops.${stop}`, { ...base, shocks: [...world.shocks, shock] })
    }
  return world
} // prettier-ignore

/** Where a draw may stay away, it says what is there instead; and one that another stands back for comes before that one. */
function checkCalm({ storm, daily }: Night): void {
  for (const [group, draws] of Object.entries({ storm, daily }))
    Object.entries(draws).forEach(([id, draw], place) => {
      const field = `${group}.${id}`
      if ((draw.in < 1 || draw.unless !== undefined) && draw.else === undefined)
        throw new FieldError(`${field}.else`, undefined, 'the value where it does not come')
      const before = Object.keys(draws).slice(0, place)
      if (draw.unless !== undefined) assertKnown(`${field}.unless`, draw.unless, before)
    })
}

const named =
  (field: string) =>
  ([id, draw]: [string, Draw]) =>
    [`${field}.${id}`, draw] as const

function parseOf(field: string, document: object): WorldDocument {
  try {
    return parseWorld(document)
  } catch (error) {
    if (error instanceof FieldError)
      throw new FieldError(`${field}: ${error.path}`, error.value, error.expected)
    throw error
  }
}
