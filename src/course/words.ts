/**
 * A lesson's words file, as sections. Knows how the file is built, not what a lesson needs (wordChecks.ts) nor how words
 * become a page: rich texts are markdown until `mapWords` turns them into safe HTML, when the site is built.
 */
import { FieldError } from '../schema/fieldError.ts'

interface OptionWords {
  /** Plain text. */
  readonly label: string
  /** Rich; empty where there is none. */
  readonly feedback: string
}

export interface StepWords {
  /** Plain text; empty where there is none. */
  readonly title: string
  /** Rich, as are all that follow. */
  readonly text: string
  readonly options: Readonly<Record<string, OptionWords>>
  readonly hints: readonly string[]
  readonly cases: Readonly<Record<string, string>>
  /** Of a clause whose goal reads better in the lesson’s own words. Plain text. */
  readonly aims: Readonly<Record<string, string>>
  readonly unmet: Readonly<Record<string, string>>
  readonly right: string
  readonly wrong: string
}

interface ControlWords {
  /** Plain text; empty: the label of the parameter table. */
  readonly label: string
  readonly options: Readonly<Record<string, string>>
}

export interface LessonWords {
  readonly title: string
  readonly summary: string
  readonly misconceptions: Readonly<Record<string, string>>
  /** What the readings that a lesson names are called. Plain text. */
  readonly readings: Readonly<Record<string, string>>
  readonly controls: Readonly<Record<string, ControlWords>>
  readonly steps: Readonly<Record<string, StepWords>>
  /** The one thing to remember, in plain words; empty where the lesson has none. */
  readonly takeaway: string
  readonly leavesOut: string
  readonly expert: string
}

interface Section {
  readonly heading: string
  readonly text: string
  readonly parts: readonly Section[]
}

/** Splits at headings of a depth: what stands before the first, and the sections. */
function split(text: string, mark: string): { before: string; sections: Omit<Section, 'parts'>[] } {
  const [before, ...rest] = `\n${text}`.split(new RegExp(`\\n${mark} +(?=\\S)`))
  const sections = rest.map((part) => {
    const end = part.indexOf('\n')
    return end < 0
      ? { heading: part.trim(), text: '' }
      : { heading: part.slice(0, end).trim(), text: part.slice(end + 1).trim() }
  })
  return { before: before.trim(), sections }
}

const SUBS: Readonly<Record<string, readonly string[]>> = {
  step: ['title', 'option', 'hint', 'case', 'aim', 'unmet', 'right', 'wrong'],
  control: ['option'],
  misconception: [],
  reading: [],
  takeaway: [],
  'leaves-out': [],
  expert: [],
}
/** These stand once, without an id. */
const ALONE = new Set(['takeaway', 'leaves-out', 'expert', 'title', 'right', 'wrong'])

/**
 * The words of a lesson.
 * @throws FieldError that names the section
 */
export function parseWords(source: string): LessonWords {
  const text = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?-->/g, '')
  const { before, sections } = split(text, '##')
  const title = /^# +(\S.*)$/m.exec(before)
  if (!title || !before.startsWith('# '))
    throw new FieldError('title', before.split('\n')[0], 'a first line "# Title"')
  const words = {
    misconceptions: new Map<string, string>(),
    readings: new Map<string, string>(),
    controls: new Map<string, ControlWords>(),
    steps: new Map<string, StepWords>(),
    alone: new Map<string, string>(),
  }
  for (const { heading, text: whole } of sections) {
    const inner = split(whole, '###')
    const { kind, id } = readHeading(heading, Object.keys(SUBS), '')
    const parts = inner.sections.map((part) => ({
      ...readHeading(part.heading, SUBS[kind], heading),
      text: part.text,
    }))
    const twice = parts.find(
      (part, i) => parts.findIndex((p) => p.kind === part.kind && p.id === part.id) < i,
    )
    if (twice) throw new FieldError(heading, `${twice.kind} ${twice.id}`, 'each section once')
    const of = (name: string) =>
      Object.fromEntries(parts.filter((p) => p.kind === name).map((p) => [p.id, p.text]))
    const one = (name: string) => parts.find((p) => p.kind === name)?.text ?? ''
    if (kind === 'misconception') put(words.misconceptions, heading, id, flatten(inner.before))
    else if (kind === 'reading') put(words.readings, heading, id, flatten(inner.before))
    else if (kind === 'control')
      put(words.controls, heading, id, {
        label: flatten(inner.before),
        options: mapValues(of('option'), flatten),
      })
    else if (kind === 'step')
      put(words.steps, heading, id, {
        title: toOption(one('title')).label,
        // The title may stand first, with the text after it.
        text: [inner.before, toOption(one('title')).feedback].filter((part) => part !== '').join('\n\n'),
        options: mapValues(of('option'), toOption),
        hints: parts.filter((p) => p.kind === 'hint').map((p) => p.text),
        cases: of('case'),
        aims: mapValues(of('aim'), flatten),
        unmet: of('unmet'),
        right: one('right'),
        wrong: one('wrong'),
      })
    else put(words.alone, heading, kind, inner.before)
  }
  return {
    title: title[1].trim(),
    summary: before.slice(title[0].length).trim(),
    misconceptions: Object.fromEntries(words.misconceptions),
    readings: Object.fromEntries(words.readings),
    controls: Object.fromEntries(words.controls),
    steps: Object.fromEntries(words.steps),
    takeaway: flatten(words.alone.get('takeaway') ?? ''),
    leavesOut: words.alone.get('leaves-out') ?? '',
    expert: words.alone.get('expert') ?? '',
  }
}

function readHeading(heading: string, kinds: readonly string[], where: string): { kind: string; id: string } {
  const [kind, id = '', ...more] = heading.split(/\s+/)
  const isNumbered = kind === 'hint' ? /^\d+$/.test(id) : /^[a-z][a-z0-9-]*$/.test(id)
  if (!kinds.includes(kind) || more.length > 0 || (ALONE.has(kind) ? id !== '' : !isNumbered))
    throw new FieldError(
      where || 'sections',
      heading,
      `a section of ${kinds.join(', ') || 'no kind'}, with its id`,
    )
  return { kind, id }
}

function put<T>(map: Map<string, T>, heading: string, id: string, value: T): void {
  if (map.has(id)) throw new FieldError(heading, id, 'each section once')
  map.set(id, value)
}

/** One line of plain text. */
function flatten(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function toOption(text: string): OptionWords {
  const [label, ...rest] = text.split(/\n\s*\n/)
  return { label: flatten(label), feedback: rest.join('\n\n').trim() }
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}

/** Which text it is, as an error names it: `step match`, `step match, option small`. */
export type Place = string
/** Rich or plain: only rich text has links and live numbers. */
type TextKind = 'rich' | 'plain'

/** The same words with every text changed, in the order in which a learner reads them. */
export function mapWords(
  words: LessonWords,
  change: (text: string, place: Place, kind: TextKind) => string,
): LessonWords {
  const rich = (text: string, place: Place) => (text === '' ? '' : change(text, place, 'rich'))
  const plain = (text: string, place: Place) => (text === '' ? '' : change(text, place, 'plain'))
  return {
    title: plain(words.title, 'title'),
    summary: rich(words.summary, 'summary'),
    misconceptions: mapValues(words.misconceptions, (text, id) => plain(text, `misconception ${id}`)),
    readings: mapValues(words.readings, (text, id) => plain(text, `reading ${id}`)),
    controls: mapValues(words.controls, ({ label, options }, id) => ({
      label: plain(label, `control ${id}`),
      options: mapValues(options, (text, option) => plain(text, `control ${id}, option ${option}`)),
    })),
    steps: mapValues(words.steps, (step, id) => ({
      title: plain(step.title, `step ${id}, title`),
      text: rich(step.text, `step ${id}`),
      options: mapValues(step.options, ({ label, feedback }, option) => ({
        label: plain(label, `step ${id}, option ${option}`),
        feedback: rich(feedback, `step ${id}, option ${option}, feedback`),
      })),
      hints: step.hints.map((text, i) => rich(text, `step ${id}, hint ${i + 1}`)),
      cases: mapValues(step.cases, (text, name) => rich(text, `step ${id}, case ${name}`)),
      aims: mapValues(step.aims, (text, name) => plain(text, `step ${id}, aim ${name}`)),
      unmet: mapValues(step.unmet, (text, name) => rich(text, `step ${id}, unmet ${name}`)),
      right: rich(step.right, `step ${id}, right`),
      wrong: rich(step.wrong, `step ${id}, wrong`),
    })),
    takeaway: plain(words.takeaway, 'takeaway'),
    leavesOut: rich(words.leavesOut, 'leaves-out'),
    expert: rich(words.expert, 'expert'),
  }
}

/** Every text with its place. */
export function listTexts(words: LessonWords): { text: string; place: Place; kind: TextKind }[] {
  const list: { text: string; place: Place; kind: TextKind }[] = []
  mapWords(words, (text, place, kind) => {
    list.push({ text, place, kind })
    return text
  })
  return list
}
