/**
 * A committee that watches a world (docs/model.md section 13.2): which dials it looks at, as they are published, how many of them must
 * warn before it meets, and what it then proposes. It stands beside a document of version 2 and is never a part of it: what it did
 * is a list of proposals, and those are.
 */
import * as v from 'valibot'
import { DIAL_NAMES } from './dialIds.ts'
import { FieldError } from './fieldError.ts'
import { choice, object } from './fields.ts'
import type { WorldDocument } from './world.ts'
import { id } from './worldFields.ts'
import { assertNamed } from './worldPlaces.ts'
import { ruleFields } from './worldRules.ts'

const MAX_ASKED = 12

const whole = v.pipe(
  v.number('a whole number'),
  v.integer('a whole number'),
  v.minValue(0, 'a whole number from 0'),
)
const share = v.pipe(
  v.number('a share from 0 to 1'),
  v.minValue(0, 'a share from 0 to 1'),
  v.maxValue(1, 'a share from 0 to 1'),
)
const number = v.pipe(v.number('a number'), v.finite('a number'))
export const dialName = choice(DIAL_NAMES)

export const committee = object({
  /** By their ids (src/dials/dialTable.ts). */
  dials: v.pipe(v.array(dialName, 'a list of dials'), v.minLength(1, 'at least one dial')),
  /** Lines in the place of the table's, by dial. */
  lines: v.optional(v.record(dialName, number, 'dials with their lines'), {}),
  /** So many of them must warn at once. */
  needs: v.pipe(whole, v.minValue(1, 'a whole number from 1')),
  published: object({
    everySteps: v.pipe(whole, v.minValue(1, 'a whole number from 1')),
    delaySteps: whole,
    blur: share,
  }),
  /** Between two meetings more steps than this. */
  restSteps: v.optional(whole, 0),
  /** So many votes are won at most: then it only meets. At 0 it watches and proposes nothing. */
  changes: whole,
  /** In turn: the next one once the one before has been won. */
  proposals: v.pipe(
    v.array(object({ venue: id, ...ruleFields }), 'a list of proposals'),
    v.minLength(1, 'at least one proposal'),
    v.maxLength(MAX_ASKED, `at most ${MAX_ASKED} proposals`),
  ),
  /** Of each venue by its id, in cents: the loss that one future in twenty exceeds, for the dial of the fund. */
  losses: v.optional(v.record(id, number, 'venues with cents'), {}),
})

export type Committee = v.InferOutput<typeof committee>

/** What a committee did: how often it met, how often it proposed, and how many of the votes were won. */
export const MINUTES = ['alarms', 'proposals', 'changes'] as const

/** By name; `warned:price` is the step at which a dial that it watches was first beyond its line, as published. */
export type Minutes = Readonly<Record<string, number>>

/** @throws FieldError where a venue is not there, or nothing is proposed */
export function assertCommittee(path: string, { proposals }: Committee, { venues }: WorldDocument): void {
  proposals.forEach(({ venue, maintenanceMargin, set }, i) => {
    const at = `${path}.proposals[${i}]`
    assertNamed(`${at}.venue`, venue, venues, 'a venue')
    if ((maintenanceMargin === undefined) === (set === undefined))
      throw new FieldError(at, proposals[i], 'either maintenanceMargin or set')
  })
}
