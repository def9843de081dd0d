/**
 * From where the controls stand to the run that is meant: as data (schema/runSpec.ts), so that whoever has an engine can
 * make it. And the rule by which steps set the controls, which the player and the proofs share.
 */
import type { Lesson, LessonStep, Settings } from './lesson.ts'
import { valuesOf } from './several.ts'
import { committee as committeeSchema, type Committee } from '../schema/committee.ts'
import { overlay, writeAt } from '../schema/documentPath.ts'
import { FieldError } from '../schema/fieldError.ts'
import { parseWith } from '../schema/fields.ts'
import { createSituation } from '../schema/presets.ts'
import { isWorldLesson } from './lessonReadings.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import { parseScenario } from '../schema/scenario.ts'
import { isChannelId } from '../schema/worldChannels.ts'
import type { ChannelLink, RunSpec, Write } from '../schema/runSpec.ts'

/** Proofs play every lesson many times, so its crowds are small. */
export const MAX_LESSON_TRADERS = 1000

/** Where every control stands when the lesson opens. */
export function startOf(lesson: Lesson): Settings {
  return Object.fromEntries(Object.entries(lesson.controls).map(([id, control]) => [id, control.start]))
}

/** What the settings write, in the order of the controls. A control that is not named writes nothing. */
function listWrites(lesson: Lesson, settings: Settings): Write[] {
  return Object.entries(lesson.controls).flatMap(([id, control]): Write[] => {
    if (!Object.hasOwn(settings, id)) return []
    const value = settings[id]
    if (control.kind === 'choice') {
      const chosen = control.options.find((one) => one.id === value)
      if (!chosen)
        throw new FieldError(`controls.${id}`, value, `one of ${control.options.map((o) => o.id).join(', ')}`)
      return Object.entries(chosen.writes).map(([path, written]) => ({ path, value: toValue(path, written) }))
    }
    if (control.kind === 'several') {
      const values = valuesOf(`controls.${id}`, control, value)
      return control.writes.map((path) => ({ path, value: values }))
    }
    if (typeof value !== 'number') throw new FieldError(`controls.${id}`, value, 'a number')
    const written = control.negative ? -value : value
    const { timesStart: timesHeld, timesWritten } = control
    return control.writes.map((path) => ({
      path,
      value: written,
      timesHeld,
      ...(timesWritten && { timesWritten }),
    }))
  })
}

/** Nothing takes the field away, back to the model's default; of a capacity or of block space it is a value: no limit. */
function toValue(path: string, written: unknown): unknown {
  const isValue = path.endsWith('.liquidation.capacityPerStep') || path.endsWith('.slotsPerStep')
  return written === null && !isValue ? undefined : written
}

/** Channels that the settings switch off. */
function listOff({ controls }: Lesson, settings: Settings): ChannelLink[] {
  return Object.entries(controls).flatMap(([id, control]) => {
    const chosen = control.kind === 'choice' && control.options.find((one) => one.id === settings[id])
    return chosen ? chosen.off.map(readChannel) : []
  })
}

/** `arbitrage`, or one of its links, as in `placed:bank.alpha`. */
function readChannel(text: string): ChannelLink {
  const [channel, link] = text.split(':')
  if (!isChannelId(channel)) throw new FieldError('off', channel, 'a channel of a world')
  return link === undefined ? { channel } : { channel, link }
}

const bases = new WeakMap<Lesson, Map<string, object>>()

/**
 * The document that is opened and held: the situation, what the lesson lays over it, and where its controls start. Defaults
 * are filled in first, so that a control can write into any part that a document may leave out.
 * @throws FieldError
 */
export function createBase(lesson: Lesson, seed: string): object {
  let known = bases.get(lesson)
  if (!known) bases.set(lesson, (known = new Map<string, object>()))
  let base = known.get(seed)
  if (!base) known.set(seed, (base = makeBase(lesson, seed)))
  return base
}

function makeBase(lesson: Lesson, seed: string): object {
  const { situation, document } = lesson.scenario
  if (isWorldLesson(lesson)) return writeStart(lesson, parseWorld({ ...document, seed }))
  const below = situation === undefined ? { version: 1 } : createSituation(situation, MAX_LESSON_TRADERS)
  const laid: object = parseScenario({ ...overlay({ ...below }, document), seed })
  return writeStart(lesson, laid)
}

function writeStart(lesson: Lesson, laid: object): object {
  return listWrites(lesson, startOf(lesson))
    .filter((write) => !write.timesHeld && !write.timesWritten && !isOfCommittee(write))
    .reduce((base, { path, value }) => writeAt(base, path, value), laid)
}

/** The run with the controls at these settings. */
export function toRunSpec(lesson: Lesson, settings: Settings, seed: string): RunSpec {
  const start = startOf(lesson)
  const moved = Object.fromEntries(
    Object.entries({ ...start, ...settings }).filter(
      ([id, value]) => isHeldAtStart(lesson, id) || value !== start[id],
    ),
  )
  const writes = listWrites(lesson, moved).filter((write) => !isOfCommittee(write))
  const spec = { base: createBase(lesson, seed), writes }
  if (!isWorldLesson(lesson)) return spec
  const all = { ...start, ...settings }
  const committee = committeeOf(lesson, all)
  const off = listOff(lesson, all)
  return { ...spec, world: { off, reads: lesson.readings, ...(committee && { committee }) } }
}

const COMMITTEE = 'committee.'
const isOfCommittee = ({ path }: Write) => path.startsWith(COMMITTEE)

/**
 * Who watches and proposes with the controls at these settings; null where the lesson has nobody who does.
 * @throws FieldError where it is not one
 */
export function committeeOf(lesson: Lesson, settings: Settings): Committee | null {
  const { committee } = lesson.scenario
  if (committee === undefined) return null
  const written = listWrites(lesson, { ...startOf(lesson), ...settings })
    .filter(isOfCommittee)
    .reduce<object>(
      (whole, { path, value }) => writeAt(whole, path.slice(COMMITTEE.length), value),
      committee,
    )
  return parseWith(committeeSchema, written)
}

/** A factor of 1 writes what is there already; another factor at the start has to be written even if it was not moved. */
function isHeldAtStart({ controls }: Lesson, id: string): boolean {
  const control = Object.hasOwn(controls, id) ? controls[id] : undefined
  return control?.kind === 'number' && (control.timesStart || control.timesWritten) && control.start !== 1
}

// --- how steps set the controls

/** Steps in which the learner's own hands are on the controls. */
export function isHandsOn(step: LessonStep): boolean {
  return step.kind === 'try' || step.kind === 'check'
}

export interface StepSetup {
  /** Where the controls stand when the step begins: the run B. */
  readonly b: Settings
  /** The run A that it is compared with, or null where there is one run alone. */
  readonly a: Settings | null
  /** What "changed" means: against this. */
  readonly origin: Settings
}

/**
 * The controls at the beginning of a step. A try goes on from where the learner left the controls, a check begins afresh, so
 * that trying does not pass it; a scene that a step sets up is always the same, whatever the learner did; a step that sets
 * nothing shows what the learner left.
 */
export function enterStep(lesson: Lesson, step: LessonStep, left: Settings): StepSetup {
  const start = startOf(lesson)
  const origin = { ...start, ...step.set }
  const isStaged =
    step.kind === 'check' || (!isHandsOn(step) && (step.set !== undefined || step.against !== undefined))
  const b = isStaged ? origin : { ...start, ...left, ...step.set }
  const against = step.against ? { ...start, ...step.against } : step.kind === 'check' ? origin : null
  return { b, a: against, origin }
}

/** Controls that the learner can move. */
export function listOpenControls(lesson: Lesson): string[] {
  return Object.keys(lesson.controls).filter((id) => lesson.controls[id].state === 'open')
}
