/**
 * The words file of a night (`en.md`): a title, a sentence on the world, and a section for each thing that a page names. Texts are
 * markdown until the build turns them into safe HTML; names are plain.
 */
import type { Night } from './night.ts'
import { FieldError } from '../schema/fieldError.ts'
import { describeNames } from '../course/nameChecks.ts'
import { checkRichText } from '../course/wordChecks.ts'

/** A name, and what there is to say about it. */
interface NamedText {
  /** Plain text. */
  readonly label: string
  /** Rich. */
  readonly text: string
}

/** Of a rule or a proposal. */
export interface RuleText extends NamedText {
  /** Plain words for its stops, in their order; empty where their numbers say enough. */
  readonly stops: readonly string[]
}

type ById<T> = Readonly<Record<string, T>>

export interface NightWords {
  readonly title: string
  /** The world in a sentence. */
  readonly world: string
  readonly rules: ById<RuleText>
  readonly proposals: ById<RuleText>
  readonly survives: ById<NamedText>
  readonly floors: ById<NamedText>
  /** What people think first. */
  readonly misconception: string
  /** What the night taught, in a sentence. */
  readonly taught: string
  /** The best known rules explained. */
  readonly best: string
}

const PARTS = ['rule', 'proposal', 'survive', 'floor'] as const
const ALONE = ['misconception', 'taught', 'best'] as const

/** @throws FieldError that names the section */
export function parseNightWords(source: string): NightWords {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/<!--[\s\S]*?-->/g, '') // prettier-ignore
  const [before, ...sections] = text.split(/^## +/m)
  const [, title, world] = /^# +(\S.*)\n([\s\S]*)$/.exec(before.trim()) ?? []
  if (title === undefined) throw new FieldError('title', before.trim().split('\n')[0], 'a first line "# Title", then a sentence on the world') // prettier-ignore
  const parts = Object.fromEntries(PARTS.map((kind) => [kind, new Map<string, RuleText>()]))
  const alone = new Map<string, string>()
  for (const section of sections) {
    const [heading, body] = cut(section, '\n')
    const [kind, id = '', ...more] = heading.split(/\s+/)
    const isAlone = (ALONE as readonly string[]).includes(kind)
    const found = isAlone ? alone : parts[kind]
    if (found === undefined || more.length > 0 || isAlone !== (id === ''))
      throw new FieldError(heading, undefined, `a section of ${[...PARTS.map((p) => `${p} ID`), ...ALONE].join(', ')}`)
    if (found.has(isAlone ? kind : id)) throw new FieldError(heading, id, 'each section once')
    if (isAlone) alone.set(kind, body.trim())
    else parts[kind].set(id, toRuleText(body))
  }
  const byId = (kind: (typeof PARTS)[number]) => Object.fromEntries(parts[kind])
  const one = (kind: (typeof ALONE)[number]) => alone.get(kind) ?? ''
  return {
    title: title.trim(),
    world: world.trim(),
    rules: byId('rule'),
    proposals: byId('proposal'),
    survives: byId('survive'),
    floors: byId('floor'),
    misconception: one('misconception'),
    taught: one('taught'),
    best: one('best'),
  }
} // prettier-ignore

/** What stands before the first mark, and after it. */
function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + mark.length)]
}

/** A name in the first paragraph's place, a sentence, and a list where stops have words of their own. */
function toRuleText(body: string): RuleText {
  const [label, rest] = cut(body.trim(), '\n\n')
  const lines = rest.trim().split('\n')
  const isStop = (line: string) => line.startsWith('- ')
  return {
    label: label.replace(/\s+/g, ' '),
    text: lines.filter((line) => !isStop(line)).join('\n').trim(),
    stops: lines.filter(isStop).map((line) => line.slice(2).trim()),
  }
} // prettier-ignore

/** Every text with its place, as an error names it. */
function listAll(words: NightWords): { text: string; place: string }[] {
  const named = (kind: string, all: ById<NamedText>) =>
    Object.entries(all).flatMap(([id, { label, text }]) => [
      { text: label, place: `${kind} ${id}` },
      { text, place: `${kind} ${id}` },
    ])
  return [
    { text: words.title, place: 'title' },
    { text: words.world, place: 'world' },
    ...named('rule', words.rules),
    ...named('proposal', words.proposals),
    ...ALONE.map((place) => ({ text: words[place], place })),
    ...[...Object.entries(words.survives), ...Object.entries(words.floors)].map(([id, { label }]) => ({ text: label, place: id })),
  ] // prettier-ignore
}

/**
 * That everything has words, no words are left over, and links lead somewhere.
 * @throws FieldError
 */
export function checkNightWords(night: Night, words: NightWords, terms: readonly string[]): void {
  assertIds('rule', words.rules, Object.keys(night.rules))
  assertIds('proposal', words.proposals, Object.keys(night.proposals))
  assertIds('survive', words.survives, night.survives.map(({ id }) => id))
  assertIds('floor', words.floors, night.floors.map(({ id }) => id))
  for (const { text, place } of listAll(words)) {
    if (text === '') throw new FieldError(place, undefined, 'words')
    checkRichText(text, place, terms)
  }
  const ruled = [
    ...Object.entries(night.rules).map(([id, rule]) => [`rule ${id}`, rule, words.rules[id]] as const),
    ...Object.entries(night.proposals).map(([id, one]) => [`proposal ${id}`, one, words.proposals[id]] as const),
  ]
  for (const [place, { stops, unit }, own] of ruled)
    if (own.stops.length !== 0 || unit === 'words')
      if (own.stops.length !== stops.length)
        throw new FieldError(`${place}, stops`, own.stops.length, `a list of ${stops.length}, one for each stop`)
} // prettier-ignore

function assertIds(kind: string, found: ById<unknown>, needed: readonly string[]): void {
  for (const id of needed)
    if (!Object.hasOwn(found, id)) throw new FieldError(`${kind} ${id}`, undefined, 'a section with words')
  const over = Object.keys(found).find((id) => !needed.includes(id))
  if (over !== undefined) throw new FieldError(kind, over, describeNames(needed))
}

/** The same with every rich text changed. */
export function mapNightWords(words: NightWords, toRich: (text: string) => string): NightWords {
  const each = <T extends NamedText>(all: ById<T>) =>
    Object.fromEntries(Object.entries(all).map(([id, one]) => [id, { ...one, text: toRich(one.text) }]))
  return {
    ...words,
    world: toRich(words.world),
    rules: each(words.rules),
    proposals: each(words.proposals),
    taught: toRich(words.taught),
    best: toRich(words.best),
  }
}
