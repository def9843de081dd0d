/**
 * A night of the risk desk as data (`lessons/nights/NN-slug/night.yaml`): the world, its storm, what one may set before and ask for
 * while it goes on, what is published, what has to hold in the end, and the proof. Words stand in the words files alone.
 */
import * as v from 'valibot'
import { claimFields, measureShape } from './measureShape.ts'
import type { DialId } from '../dials/dial.ts'
import { DIAL_IDS } from '../dials/dialTable.ts'
import { choice, object } from '../schema/fields.ts'
import { id as placeId } from '../schema/worldFields.ts'
import { RULE_KINDS } from '../schema/event.ts'

const NAME_WORDS = 'a name of small letters, digits and hyphens'
const name = v.pipe(v.string(NAME_WORDS), v.regex(/^[a-z][a-z0-9-]{0,39}$/, NAME_WORDS))
const text = v.pipe(v.string('a text'), v.maxLength(256, 'at most 256 characters'))
const finite = v.pipe(v.number('a number'), v.finite('a number'))
const whole = v.pipe(finite, v.integer('a whole number'), v.minValue(0, 'a whole number from 0'))
const fraction = v.pipe(finite, v.minValue(0, 'a share from 0 to 1'), v.maxValue(1, 'a share from 0 to 1'))
const path = v.pipe(v.string('a path of the world'), v.regex(/^[A-Za-z0-9.]+$/, 'a path of the world'))
const writes = v.pipe(v.array(path, 'a list of paths'), v.minLength(1, 'at least one path'))
const named = <T>(part: v.GenericSchema<unknown, T>) => v.record(name, part, 'parts by name')
const flag = v.optional(v.boolean('true or false'), false)

/** A stop's name is its value, as it is written, where it has no name of its own. */
const stop = v.pipe(
  object({ id: v.exactOptional(name), value: v.unknown(), cost: v.optional(whole, 0) }),
  v.transform(({ id, value, cost }) => ({ id: id ?? String(value), value, cost })),
)
const stopId = v.pipe(
  v.union([v.string(), v.number()], 'the name of a stop'),
  v.transform((value) => String(value)),
)
const stops = v.pipe(v.array(stop, 'a list of stops'), v.minLength(2, 'at least two stops'))
const unit = choice([
  'percent',
  'times',
  'dollars',
  'contracts',
  'steps',
  'accounts',
  'share',
  'number',
  'words',
])

/** What one sets before the night. Stops stand in order, so that the ends are ends. */
const rule = object({
  writes,
  unit,
  stops,
  start: stopId,
  /** The end that looks safest. */
  safe: choice(['first', 'last']),
})

/** What one may ask for while the night goes on; who decides and when it starts stand in the world's governance. */
const proposal = object({
  rule: choice(RULE_KINDS),
  unit,
  stops: v.pipe(v.array(stop, 'a list of stops'), v.minLength(1, 'at least one stop')),
  /** The house does it at once, without a vote. */
  byHouse: flag,
})

/**
 * A number that differs from seed to seed, evenly within its range, and is written at the paths. In a part of the seeds it may have
 * another value instead: so a storm does not always come.
 */
const draw = object({
  writes,
  from: finite,
  to: finite,
  whole: flag,
  /** In this share of the seeds … */
  in: v.optional(fraction, 1),
  /** … and this in the others. */
  else: v.exactOptional(finite),
  /** Only in seeds in which that one, which stands before it, did not come: so it is one storm or another. */
  unless: v.exactOptional(name),
  /** In the endless nights: by this share of itself it grows from night to night; below 0 it shrinks. */
  grows: v.optional(
    v.pipe(finite, v.minValue(-0.5, 'a share from -0.5 to 1'), v.maxValue(1, 'a share from -0.5 to 1')),
    0,
  ),
})

/** By dial (src/dials), the lines at which an alarm may stand. */
const dials = v.record(
  choice(DIAL_IDS as [DialId, ...DialId[]]),
  v.pipe(v.array(finite, 'a list of numbers'), v.minLength(1, 'at least one line')),
  'dials with their lines',
)

const script = object({
  name: text,
  rules: v.optional(named(stopId), {}),
  asks: v.optional(v.array(object({ proposal: name, stop: stopId, step: whole }), 'a list of asks'), []),
  alarms: v.optional(
    v.array(
      object({ dial: choice(DIAL_IDS as [DialId, ...DialId[]]), line: finite, proposal: name, stop: stopId }),
      'a list of alarms',
    ),
    [],
  ),
})

export const nightSchema = object({
  id: name,
  desk: choice(['exchange', 'lender', 'clearing']),
  /** The one you run. */
  venue: placeId,
  /** The market that the picture and the words look at first; without it the venue's own. */
  shows: v.exactOptional(object({ venue: placeId, asset: placeId })),
  misconception: name,
  world: v.record(v.string(), v.unknown(), 'a document of version 2, without seed and title'),
  storm: named(draw),
  budget: whole,
  rules: v.pipe(
    named(rule),
    v.check((all) => Object.keys(all).length >= 2, 'at least two rules'),
  ),
  proposals: v.optional(named(proposal), {}),
  /** The panel: every so many steps, so many steps old, off by up to this share to either side. */
  published: object({ every: v.pipe(whole, v.minValue(1, 'at least 1')), old: whole, blur: fraction }),
  dials: v.optional(dials, {}),
  /**
   * For the dial of the fund: by venue, in cents, what one untouched night in twenty loses beyond deposits. Whoever reads the file counts it.
   */
  losses: v.optional(v.record(placeId, whole, 'losses by venue'), {}),
  /** How many dials one chooses. */
  choose: v.optional(whole, 3),
  /** Has to hold at the end. In order: the first that does not is the reason. */
  survives: v.pipe(
    v.array(object({ id: name, ...claimFields }), 'a list of claims'),
    v.minLength(1, 'at least one claim'),
  ),
  /** The business: a measure over the same, or another one, of the untouched venue on the same seed. */
  floors: v.pipe(
    v.array(object({ id: name, measure: measureShape, untouched: v.exactOptional(measureShape), least: finite }), 'a list of floors'),
    v.minLength(1, 'at least one floor'),
  ),
  /** Hidden seeds, and in how many of them the night has to be won. */
  seeds: v.optional(v.pipe(whole, v.minValue(1, 'at least 1'), v.maxValue(100, 'at most 100')), 20),
  needs: v.optional(whole, 16),
  /** What differs from day to day, where the daily crash is of this night. */
  daily: v.optional(named(draw), {}),
  proof: object({
    solutions: v.pipe(v.array(script, 'a list of scripts'), v.minLength(1, 'at least one script')),
    mustFail: v.pipe(v.array(script, 'a list of scripts'), v.minLength(1, 'at least one script: the misconception')),
  }),
  /** The best known rules. */
  best: script,
}) // prettier-ignore

export type Night = v.InferOutput<typeof nightSchema>
export type NightRule = Night['rules'][string]
export type Draw = Night['storm'][string]
export type Stop = NightRule['stops'][number]
export type Script = Night['best']
