/**
 * The controls of a lesson as a person meets them: names from the words file or the parameter table, values in words, and
 * how a typed number relates to the value.
 */
import type { Clause } from '../course/clause.ts'
import type { Lesson, Settings } from '../course/lesson.ts'
import { formatControl, unitOf } from '../course/numberWords.ts'
import { toChosen, toSetting } from '../course/several.ts'
import type { LessonWords } from '../course/words.ts'
import { parameters } from '../schema/parameterTable.ts'
import { listGoalClauses, type ControlNames } from './lessonGoals.ts'

interface Common {
  readonly id: string
  readonly label: string
  /** What it does when it grows; empty where nothing is said. */
  readonly explain: string
  readonly isOpen: boolean
  /** The value in words. */
  readonly shown: string
}
export interface NumberView extends Common {
  readonly kind: 'number'
  readonly value: number
  readonly from: number
  readonly to: number
  readonly step: number
  readonly log: boolean
  /** The only places, where there are few; else null. */
  readonly stops: readonly number[] | null
  /** What is typed is this much larger than the value. */
  readonly typedScale: number
  readonly typedUnit: string
  readonly show: (value: number) => string
}
interface ChoiceView extends Common {
  readonly kind: 'choice'
  readonly value: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
}
interface SeveralView extends Common {
  readonly kind: 'several'
  readonly chosen: readonly string[]
  readonly pick: number
  readonly options: readonly { readonly id: string; readonly label: string }[]
  /** The setting that these make. */
  readonly toSetting: (chosen: readonly string[]) => string
}
export type ControlView = NumberView | ChoiceView | SeveralView

const TYPED_UNITS: Readonly<Record<ReturnType<typeof unitOf>, readonly [scale: number, unit: string]>> = {
  percent: [100, '%'],
  share: [100, '%'],
  times: [1, '×'],
  dollars: [1, '$'],
  contracts: [1, 'contracts'],
  steps: [1, 'steps'],
  number: [1, ''],
}

function findRow(control: Lesson['controls'][string]) {
  return control.kind === 'number' ? parameters.find(({ key }) => key === control.parameter) : undefined
}

export function createNames(lesson: Lesson, words: LessonWords): ControlNames {
  const aims = new Map<Clause, string>()
  for (const step of lesson.steps)
    for (const clause of step.kind === 'check' ? listGoalClauses(step.check) : []) {
      const own = clause.id === undefined ? undefined : words.steps[step.id].aims[clause.id]
      if (own) aims.set(clause, own)
    }
  const find = (id: string) => (Object.hasOwn(words.controls, id) ? words.controls[id] : null)
  return {
    control: (id) => {
      const own = find(id)?.label
      const row = Object.hasOwn(lesson.controls, id) ? findRow(lesson.controls[id]) : undefined
      return own || row?.label || id
    },
    option: (id, optionId) =>
      toChosen(optionId)
        .map((one) => find(id)?.options[one] || one)
        .join(', '),
    aim: (clause) => aims.get(clause) ?? null,
  }
}

/** @param isOpen whether hands are on the controls at this moment */
export function listControls(
  lesson: Lesson,
  names: ControlNames,
  settings: Settings,
  isShown: (id: string) => boolean,
  isOpen: boolean,
): ControlView[] {
  return Object.entries(lesson.controls).flatMap(([id, control]): ControlView[] => {
    if (!isShown(id)) return []
    const value = Object.hasOwn(settings, id) ? settings[id] : control.start
    const common = {
      id,
      label: names.control(id),
      explain: findRow(control)?.explain ?? '',
      isOpen: isOpen && control.state === 'open',
    }
    if (control.kind === 'choice') {
      const options = control.options
        .filter((option) => !option.hidden || option.id === value)
        .map((option) => ({ id: option.id, label: names.option(id, option.id) }))
      return [
        { ...common, kind: 'choice', value: String(value), options, shown: names.option(id, String(value)) },
      ]
    }
    if (control.kind === 'several') {
      const options = control.options.map((option) => ({ id: option.id, label: names.option(id, option.id) }))
      return [
        {
          ...common,
          kind: 'several',
          chosen: toChosen(String(value)),
          pick: control.pick,
          options,
          toSetting: (chosen) => toSetting(control, chosen),
          shown: names.option(id, String(value)),
        },
      ]
    }
    const number = typeof value === 'number' ? value : control.start
    const { from, to, step, log } = control
    const [typedScale, typedUnit] = TYPED_UNITS[unitOf(control)]
    const show = (one: number) => formatControl(control, one)
    return [
      {
        ...common,
        kind: 'number',
        value: number,
        from,
        to,
        step,
        log,
        stops: control.stops ?? null,
        typedScale,
        typedUnit,
        show,
        shown: show(number),
      },
    ]
  })
}

/** The numbers that are set, as words show them. */
export function showNumbers(lesson: Lesson, settings: Settings): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(lesson.controls).flatMap(([id, control]) => {
      const value = settings[id]
      return control.kind === 'number' && typeof value === 'number'
        ? [[id, formatControl(control, value)] as const]
        : []
    }),
  )
}

/** What is set differently in A and in B, in a few words each; where nothing is, what they are. */
export function describeSettings(
  lesson: Lesson,
  names: ControlNames,
  a: Settings | null,
  b: Settings,
): { readonly a: string; readonly b: string } {
  const tell = (settings: Settings) =>
    Object.entries(lesson.controls)
      .filter(([id]) => a !== null && a[id] !== b[id])
      .map(([id, control]) => {
        const value = settings[id]
        const shown =
          control.kind === 'number' && typeof value === 'number'
            ? formatControl(control, value)
            : names.option(id, String(value))
        return `${names.control(id)}: ${shown}`
      })
      .join(', ')
  return { a: a === null ? '' : tell(a) || 'the same', b: tell(b) || 'the same' }
}
