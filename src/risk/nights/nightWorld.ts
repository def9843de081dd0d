/** The world document of a night under a seed: its world, its storm, where the rules stand, and what was asked for. */
import { drawAll, type Drawn } from './storm.ts'
import type { Night } from '../../nights/night.ts'
import { proposedStop, stopOf, type Ask, type Play } from '../../nights/play.ts'
import { writeAt } from '../../schema/documentPath.ts'
import { parseWorld } from '../../schema/parseDocument.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'

/** A night with how often its storm has grown: 0 but for the endless ones. */
export interface NightLevel {
  readonly night: Night
  readonly level?: number
}

export interface OpenedNight {
  /** With the asks; what alarms add is known when it is played. */
  readonly document: WorldDocument
  readonly came: Drawn['came']
}

/** @throws FieldError */
export function openNight({ night, level }: NightLevel, play: Play, seed: string): OpenedNight {
  const storm = drawAll(night.storm, seed, level)
  const ruled = Object.entries(night.rules).flatMap(([name, { writes }]) =>
    writes.map((path) => ({ path, value: stopOf(night, play, name).value })),
  )
  const written = [...storm.writes, ...ruled].reduce(
    (document, { path, value }) => writeAt(document, path, value),
    { title: night.id, ...night.world, seed } as object,
  )
  const world = parseWorld(written)
  const asked = play.asks.map((ask) => toShock(night, ask))
  const document = asked.length === 0 ? world : parseWorld({ ...world, shocks: [...world.shocks, ...asked] })
  return { document, came: storm.came }
}

/** What is asked for at the end of a step happens in the next one. */
export function toShock(night: Night, ask: Ask): WorldShock {
  const { rule, byHouse } = night.proposals[ask.proposal]
  const { value } = proposedStop(night, ask)
  const change = rule === 'maintenanceMargin' ? { maintenanceMargin: value } : { set: { [rule]: value } }
  // Validated with the document, where its content is read.
  return {
    step: ask.step + 1,
    kind: byHouse ? 'rule' : 'proposal',
    venue: night.venue,
    ...change,
  } as WorldShock
}
