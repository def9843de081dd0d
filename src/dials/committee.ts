/**
 * A committee at work (docs/model.md section 13.2): the world is played with its dials read and published, and at each alarm of the
 * committee its next proposal is made. What comes out is a plain document with those proposals among its shocks: whoever opens it
 * sees what the committee saw, and needs none.
 */
import { DialBoard } from './dialBoard.ts'
import { Meetings } from './meetings.ts'
import { warns } from './readDials.ts'
import { Simulation } from '../engine/simulation.ts'
import type { Committee, Minutes } from '../schema/committee.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { WorldShock } from '../schema/worldShocks.ts'

interface Convened {
  /** With the proposals that were made. */
  readonly document: WorldDocument
  readonly minutes: Minutes
}

/** @throws FieldError where the world cannot be opened */
export function convene(document: WorldDocument, committee: Committee): Convened {
  const { dials, published, changes, proposals, losses } = committee
  const simulation = Simulation.create(document)
  const how = { everySteps: published.everySteps, only: dials }
  const board = new DialBoard(simulation, { losses }, how)
  const made: WorldShock[] = []
  const warned: Record<string, number> = {}
  const meetings = new Meetings(committee)
  for (;;) {
    const { step } = simulation
    const warning = listWarning(board, committee, document.seed)
    for (const id of warning) warned[`warned:${id}`] ??= step
    if (meetings.hear(step, warning.length)) {
      const won = countWon(simulation, made)
      const next = won < changes ? proposals.at(won) : undefined
      if (next && !simulation.isDone) {
        made.push({ ...next, step: step + 1, kind: 'proposal' })
        simulation.setShocks([...document.shocks, ...made])
      }
    }
    if (simulation.isDone) break
    simulation.advance()
    board.follow()
  }
  const alarms = meetings.steps.length
  const minutes = { alarms, proposals: made.length, changes: countWon(simulation, made), ...warned }
  return { document: { ...document, shocks: [...document.shocks, ...made] }, minutes }
}

/** Dials that are beyond their line, as they are published. */
function listWarning(board: DialBoard, { published, lines }: Committee, seed: string): string[] {
  return board.dials.flatMap(({ dial }) => {
    const { value } = board.published(dial.id, published, seed)
    return warns(dial, value, lines[dial.id] ?? dial.line) ? [dial.id] : []
  })
}

/** Votes on what the committee proposed, as far as they were held. */
function countWon({ world }: Simulation, made: readonly WorldShock[]): number {
  const steps = new Set(made.map(({ step }) => step))
  return world.votes.filter(({ step, passed }) => passed && steps.has(step)).length
}
