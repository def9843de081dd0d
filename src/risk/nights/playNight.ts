/**
 * One night under one seed, played to its end: standing orders go off as the panel is published, and what came of it is judged. Pure
 * and deterministic: the same night, play and seed give the same document and the same outcome in every engine, bit for bit.
 */
import { judge, listFollowed, type NightOutcome } from './judge.ts'
import { openNight, toShock, type NightLevel } from './nightWorld.ts'
import { Panel, type Figure } from './panel.ts'
import type { DialId } from '../../dials/dial.ts'
import { Simulation } from '../../engine/simulation.ts'
import { dialsOf, UNTOUCHED, type Play } from '../../nights/play.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { measure, type MeasuredRun } from '../../situations/measure.ts'
import { MeasuredWorld } from '../measuredWorld.ts'

/** A standing order that went off. */
interface WentOff {
  /** Its place in the play. */
  readonly alarm: number
  /** At the end of which step it did. */
  readonly step: number
  readonly figure: Figure
}

export interface PlayedNight {
  /** That very run, asks and alarms as its shocks: whoever opens it sees what was judged. */
  readonly document: WorldDocument
  readonly outcome: NightOutcome
  readonly wentOff: readonly WentOff[]
  /** By dial, what was published of it. */
  readonly panel: Panel['figures']
  /** By floor: what it is measured against, of the untouched venue on this seed. */
  readonly bases: readonly number[]
  /** Parts of the storm that may come, and came. */
  readonly came: readonly string[]
  readonly steps: number
}

/**
 * @param bases what the floors are measured against on this seed (measureUntouched), where it is known already
 * @param dials those whose published readings are wanted, beside those of the alarms
 * @throws FieldError
 */
export function playNight(
  at: NightLevel,
  play: Play,
  seed: string,
  {
    bases = measureUntouched(at, seed),
    dials = [],
  }: { bases?: readonly number[]; dials?: readonly DialId[] } = {},
): PlayedNight {
  const { night } = at
  const { document, came } = openNight(at, play, seed)
  const simulation = Simulation.create(document)
  const run = new MeasuredWorld(simulation, listFollowed(night))
  const panel = new Panel(night, [...dials, ...dialsOf(play)], simulation, seed)
  const shocks = [...document.shocks]
  const wentOff: WentOff[] = []
  while (!simulation.isDone) {
    const now = listGoingOff(play, panel, simulation.step, wentOff)
    if (now.length > 0) {
      wentOff.push(...now)
      shocks.push(...now.map(({ alarm, step }) => toShock(night, { ...play.alarms[alarm], step })))
      simulation.setShocks(shocks)
    }
    simulation.advance()
    run.follow()
    panel.follow()
  }
  const outcome = judge(night, simulation, run, bases)
  return {
    document: { ...document, shocks },
    outcome,
    wentOff,
    panel: panel.figures,
    bases,
    came,
    steps: document.steps,
  }
}

/** One play of one seed, with the panel that is shown beside it. */
export interface ShownTask extends NightLevel {
  readonly kind: 'nightShown'
  readonly play: Play
  readonly seed: string
  readonly dials: readonly DialId[]
}

export interface ShownNight extends PlayedNight {
  /** By step: what each floor is measured against so far. */
  readonly basesSoFar: readonly (readonly number[])[]
}

/** @throws FieldError */
export function playShown({ night, level, play, seed, dials }: ShownTask): ShownNight {
  const at = { night, ...(level !== undefined && { level }) }
  const untouched = playUntouched(at, seed)
  const played = playNight(at, play, seed, { bases: measureBases(night, untouched), dials })
  const basesSoFar = Array.from({ length: played.steps + 1 }, (_, step) =>
    measureBases(night, untouched.at(step)),
  )
  return { ...played, basesSoFar }
}

function listGoingOff({ alarms }: Play, panel: Panel, step: number, before: readonly WentOff[]): WentOff[] {
  return alarms.flatMap(({ dial, line }, alarm) => {
    if (before.some((one) => one.alarm === alarm)) return []
    const figure = panel.beyond(dial, line)
    return figure ? [{ alarm, step, figure }] : []
  })
}

/** What the floors are measured against: the same seed, with nobody at the desk. */
export function measureUntouched(at: NightLevel, seed: string): number[] {
  return measureBases(at.night, playUntouched(at, seed))
}

function playUntouched(at: NightLevel, seed: string): MeasuredWorld {
  const simulation = Simulation.create(openNight(at, UNTOUCHED, seed).document)
  const run = new MeasuredWorld(simulation, listFollowed(at.night))
  while (!simulation.isDone) {
    simulation.advance()
    run.follow()
  }
  return run
}

function measureBases({ floors }: NightLevel['night'], untouchedRun: MeasuredRun): number[] {
  return floors.map(({ measure: own, untouched = own }) => measure(untouchedRun, untouched))
}
