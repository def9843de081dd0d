/**
 * Words of a lesson for paper: nothing there can be pressed, so links and rules become their words; what a run would fill in
 * is a blank for the learner, or the run's number for the teacher. Takes the safe HTML of the build and only takes tags away.
 */
import { startOf } from './attempt.ts'
import { toChosen } from './several.ts'
import type { Control, Lesson, Settings } from './lesson.ts'
import { formatControl } from './numberWords.ts'
import type { LessonWords } from './words.ts'
import { rowAtPath } from '../schema/worldPath.ts'

/**
 * A blank to write in.
 * @internal
 */
export const BLANK = '<span class="blank"></span>'

const PLACE = /<span data-value="([^"]*)">([^<]*)<\/span>/g
const PRESSED = /<\/?a\b[^>]*>|<span (?:class="claim"|role="button")[^>]*>|<\/span>/g
/** Stands for a blank while the spans around it go. */
const HOLD = '\u0000'

/**
 * @param fill what a number says here, given what is known of it (empty where it lives); null leaves a blank
 */
export function toPaper(html: string, fill: (token: string, known: string) => string | null): string {
  return html
    .replace(PLACE, (_, token: string, known: string) => fill(token, known) ?? HOLD)
    .replace(PRESSED, '')
    .replaceAll(HOLD, BLANK)
}

/** Readings of a market that waits: they say how it was set up, not what happened. */
const SET_UP: ReadonlySet<string> = new Set([
  'fairFall',
  'fundStart',
  'exposure',
  'rAheadStart',
  'youLeverage',
])

/** Whether a number tells what a run does: on paper, where all stands side by side, it would answer another question. */
export function isResult({ facts }: Lesson, token: string): boolean {
  return Object.hasOwn(facts, token) && !SET_UP.has(facts[token].reading)
}

/** The name that people know a control by. */
export function nameControl({ controls }: Lesson, words: LessonWords, id: string): string {
  const own = Object.hasOwn(words.controls, id) ? words.controls[id].label : ''
  const control = controls[id]
  const row =
    control.kind === 'number' && control.parameter !== undefined ? rowAtPath(control.parameter) : undefined
  return own || row?.label || id
}

/** Where a control stands, in words. */
export function showSetting(
  words: LessonWords,
  id: string,
  control: Control,
  value: number | string,
): string {
  if (control.kind === 'number') return typeof value === 'number' ? formatControl(control, value) : value
  const options = Object.hasOwn(words.controls, id) ? words.controls[id].options : {}
  return toChosen(String(value))
    .map((one) => (Object.hasOwn(options, one) && options[one]) || one)
    .join(', ')
}

/** Where every control stands, by name, as `{control.push}` reads it. */
export function showSettings(
  { controls, ...lesson }: Lesson,
  words: LessonWords,
  settings: Settings,
): Record<string, string> {
  const all: Settings = { ...startOf({ ...lesson, controls }), ...settings }
  return Object.fromEntries(
    Object.entries(controls).map(([id, control]) => [id, showSetting(words, id, control, all[id])]),
  )
}
