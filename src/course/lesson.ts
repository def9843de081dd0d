/**
 * A lesson as data (`lessons/NN-slug/lesson.yaml`): the scenario, the controls that it opens, the steps, what is checked,
 * and the proof. Words stand in the words files alone, under the ids that are given here.
 */
import * as v from 'valibot'
import { clause, finiteNumber, identifier, readingId } from './clause.ts'
import { choice, object, option } from '../schema/fields.ts'
import { placedReading } from '../schema/placedReading.ts'
import { STEP_READINGS } from '../schema/readings.ts'

/** Panels that are figures of their own, in place of the stage (src/ui/course/figures). */
const FIGURE_PANELS = ['bet', 'gap', 'months', 'soldOut', 'book', 'breaches'] as const

/** What a step asks people to look at. */
const PANELS = [
  'stage', 'crowd', 'price', 'spiral', 'payers', 'fund', 'ledger', 'liquidations', 'openInterest', 'depth', 'you', 'dials',
  ...FIGURE_PANELS,
] as const // prettier-ignore

/** Where a prediction's run stops once, so that one can say what happens there; stores/story.ts finds the step. */
const MOMENTS = ['lowest', 'halted', 'reopened', 'fund-empty', 'closed-early', 'sold-out'] as const

const ids = v.optional(v.array(identifier, 'a list of names'), [])
const path = v.pipe(
  v.string('a path of the scenario document'),
  v.regex(/^[A-Za-z0-9.]+$/, 'a path of the scenario document'),
)
const text = v.pipe(v.string('a text'), v.maxLength(256, 'at most 256 characters'))

/** The name of an option, or of several, as in `price+utilization`. */
const chosen = v.pipe(
  v.string('the name of an option'),
  v.regex(
    /^[a-z][a-z0-9-]*(\+[a-z][a-z0-9-]*)*$/,
    'a name in small letters, digits and dashes, or several joined by plus signs',
  ),
)

// --- controls: what a learner can set, and what it writes into the scenario
const state = v.optional(choice(['open', 'fixed', 'hidden']), 'open')
const common = {
  state,
  /** Shown from this step on; before it the control is hidden. */
  opens: v.exactOptional(identifier),
}
const numberControl = option({
  ...common,
  kind: v.literal('number'),
  /** The row of the parameter table that lends label, unit and explanation; the words file may say better. */
  parameter: v.exactOptional(text),
  unit: v.exactOptional(choice(['percent', 'times', 'dollars', 'contracts', 'steps', 'share', 'number'])),
  /** Paths that get the value, as in `venue.maxLeverage` or `shocks.0.change`. */
  writes: v.pipe(v.array(path, 'a list of paths'), v.minLength(1, 'at least one path')),
  /** The value multiplies what the start resolved there (contracts, dollars), instead of replacing it. */
  timesStart: v.optional(v.boolean('true or false'), false),
  /** The value multiplies what the controls before it wrote there: a part of what a rule allows. */
  timesWritten: v.optional(v.boolean('true or false'), false),
  /** Written with the opposite sign: a fall that is shown as 4 % is −.04 in the scenario. */
  negative: v.optional(v.boolean('true or false'), false),
  from: finiteNumber,
  to: finiteNumber,
  step: v.pipe(finiteNumber, v.gtValue(0, 'a number above 0')),
  /** The only places of the slider, in order, where there are few. */
  stops: v.exactOptional(
    v.pipe(v.array(finiteNumber, 'a list of numbers'), v.minLength(2, 'at least two stops')),
  ),
  log: v.optional(v.boolean('true or false'), false),
  start: finiteNumber,
})
const choiceControl = option({
  ...common,
  kind: v.literal('choice'),
  options: v.pipe(
    v.array(
      object({
        id: identifier,
        writes: v.optional(v.record(path, v.unknown(), 'paths with values'), {}),
        /** Only steps choose it; a learner who is on it sees it, and nobody else is offered it. */
        hidden: v.optional(v.boolean('true or false'), false),
        /** Channels of a world that are switched off, or links of them: `arbitrage`, `placed:bank.alpha`. */
        off: v.optional(v.array(text, 'a list of channels'), []),
      }),
      'a list of options',
    ),
    v.minLength(2, 'at least two options'),
  ),
  start: identifier,
})
/** Several of many at once, as dials: the values of those that are chosen are written as a list. */
const severalControl = option({
  ...common,
  kind: v.literal('several'),
  pick: v.pipe(finiteNumber, v.integer('a whole number'), v.minValue(2, 'at least 2')),
  options: v.pipe(
    v.array(object({ id: identifier, value: v.unknown() }), 'a list of options'),
    v.minLength(3, 'at least three options'),
  ),
  writes: v.pipe(v.array(path, 'a list of paths'), v.minLength(1, 'at least one path')),
  start: chosen,
})
const control = v.variant('kind', [numberControl, choiceControl, severalControl])

// --- settings of controls
const settings = v.record(
  identifier,
  v.union([finiteNumber, chosen], 'a number or the name of an option'),
  'controls with values',
)

// --- questions
const answerOption = object({
  id: identifier,
  misconception: v.exactOptional(identifier),
  right: v.exactOptional(clause),
})
const ask = v.variant('kind', [
  /** `right` says when an option is what happened; the first that holds is shown over the prediction. */
  option({ kind: v.literal('choice'), options: v.pipe(v.array(answerOption, 'a list of options'), v.minLength(2, 'at least two options')) }),
  option({
    kind: v.literal('number'),
    reading: v.exactOptional(readingId),
    from: finiteNumber, to: finiteNumber, step: finiteNumber,
    /** A guess this far from the run's reading counts as right. */
    within: finiteNumber,
  }),
  /** Drawn over time, `points` places from the push to the end; right when on average this close, as a share of the start. */
  option({ kind: v.literal('line'), series: choice(STEP_READINGS), points: v.pipe(finiteNumber, v.integer('a whole number')), within: finiteNumber }),
]) // prettier-ignore

const scene = {
  /** Settings of the run that is watched (B); controls that are not named stand where they start, or where the learner left them. */
  set: v.exactOptional(settings),
  /** Settings of A, the run that B is compared with. Without it there is only one run. */
  against: v.exactOptional(settings),
}
const base = {
  id: identifier,
  panel: v.exactOptional(choice(PANELS)),
  /** The numbers that the step is about: they stand above the picture, of A and of B in one place. */
  reads: v.exactOptional(v.pipe(v.array(readingId, 'a list of readings'), v.maxLength(3, 'at most 3'))),
  /**
   * Many days instead of one: each dot is a run of a seed of its own, at what it needs of a control that holds money. The line
   * through them is that control.
   */
  days: v.exactOptional(
    object({
      line: identifier,
      count: v.pipe(
        finiteNumber,
        v.integer('a whole number'),
        v.minValue(10, 'at least 10'),
        v.maxValue(400, 'at most 400'),
      ),
    }),
  ),
  ...scene,
}
const quizOption = object({
  id: identifier,
  right: v.optional(v.boolean('true or false'), false),
  misconception: v.exactOptional(identifier),
})
const question = {
  options: v.pipe(v.array(quizOption, 'a list of options'), v.minLength(2, 'at least two options')),
  /** A small live figure (closed list: schema/liveFigures.ts). */
  figure: v.exactOptional(identifier),
}
const step = v.variant('kind', [
  option({ ...base, kind: v.literal('watch') }),
  option({ ...base, kind: v.literal('predict'), ask, freeze: v.exactOptional(choice(MOMENTS)) }),
  /** Free hands on the open controls; no check. `found` says when what the words ask for is there: then they say so. */
  option({ ...base, kind: v.literal('try'), found: v.exactOptional(clause) }),
  option({ ...base, kind: v.literal('compare') }),
  option({ ...base, kind: v.literal('check'), check: clause, hints: v.optional(v.pipe(finiteNumber, v.integer('a whole number')), 2) }),
  /** Keyed by what was predicted and what happened: the first case that fits is shown; its words stand under its id. */
  option({
    ...base, kind: v.literal('explain'),
    cases: v.optional(v.array(object({
      id: identifier,
      prediction: v.exactOptional(identifier),
      answered: v.exactOptional(v.union([identifier, choice(['right', 'wrong', 'skipped'])])),
      when: v.exactOptional(clause),
    }), 'a list of cases'), []),
  }),
  option({ ...base, kind: v.literal('quiz'), ...question }),
  option({ ...base, kind: v.literal('recall'), from: identifier, ...question }),
]) // prettier-ignore

// --- proof
const script = object({
  name: text,
  /** What is set and answered at each check (and question) step; a control keeps its place for the steps after. */
  attempts: v.optional(
    v.record(
      identifier,
      object({ set: v.optional(settings, {}), answers: v.optional(settings, {}) }),
      'steps with settings',
    ),
    {},
  ),
})
const claim = object({
  id: identifier,
  /** B and A of the claim. */
  set: v.optional(settings, {}),
  against: v.optional(settings, {}),
  /** Which way it goes, as the words say it: the words that name the claim must say the same. */
  direction: v.exactOptional(choice(['up', 'down', 'same'])),
  holds: clause,
  /** In at least this share of the seeds; its opposite in at most 1 − this share. */
  share: v.optional(finiteNumber, 0.8),
})
const fact = object({
  set: v.optional(settings, {}),
  reading: readingId,
  /** Of the shown seed, over all seeds of the lesson, or, of a yes or no, in how many of those that judge: 7 of 20. */
  over: v.optional(choice(['shown', 'mean', 'lowest', 'highest', 'judged']), 'shown'),
})

/** The first is shown, the rest judge: a list, or the shown one and how many judge. */
const seedList = v.pipe(v.array(text, 'a list of seeds'), v.minLength(2, 'at least two seeds'))
const countedSeeds = v.pipe(
  object({
    shown: text,
    judging: v.pipe(
      finiteNumber,
      v.integer('a whole number'),
      v.minValue(1, 'at least 1'),
      v.maxValue(400, 'at most 400'),
    ),
  }),
  v.transform(({ shown, judging }) => [
    shown,
    ...Array.from({ length: judging }, (_, i) => `${shown}-${i + 1}`),
  ]),
)
const seeds = v.lazy((input) => (Array.isArray(input) ? seedList : countedSeeds)) as v.GenericSchema<
  unknown,
  string[]
>

export const lessonSchema = object({
  id: identifier,
  /** Read and proven as any other, and not on the map yet. */
  draft: v.optional(v.boolean('true or false'), false),
  minutes: v.pipe(finiteNumber, v.minValue(1, 'at least 1')),
  terms: ids,
  misconceptions: ids,
  prerequisites: ids,
  scenario: object({
    /** A situation of the sandbox (schema/presets.ts); without it, `document` says everything. */
    situation: v.exactOptional(text),
    /** A situation of several venues (src/situations), in place of a situation of the sandbox. */
    world: v.exactOptional(text),
    /** Laid over the situation: objects are merged, everything else replaces. */
    document: v.optional(v.record(v.string(), v.unknown(), 'a part of a scenario document'), {}),
    /** Of a world: who watches its dials and proposes rules (schema/committee.ts); controls write it as `committee.needs`. */
    committee: v.exactOptional(v.record(v.string(), v.unknown(), 'a committee')),
    seeds,
  }),
  /** Of a world: the numbers that the lesson speaks of, by name, each of its place. Their words: words file. */
  readings: v.optional(v.record(identifier, placedReading, 'readings by name'), {}),
  controls: v.optional(v.record(identifier, control, 'controls by name'), {}),
  steps: v.pipe(v.array(step, 'a list of steps'), v.minLength(1, 'at least one step')),
  /** Settings that an expert shows, step by step. */
  expert: v.exactOptional(script),
  claims: v.optional(v.array(claim, 'a list of claims'), []),
  facts: v.optional(v.record(identifier, fact, 'facts by name'), {}),
  /** Figures of real events, as they are written, each with its source. No run computes them. */
  quotes: v.optional(v.record(identifier, object({ text, source: text }), 'figures of real events by name'), {}),
  proof: object({
    solutions: v.pipe(v.array(script, 'a list of scripts'), v.minLength(1, 'at least one script')),
    mustFail: v.pipe(v.array(script, 'a list of scripts'), v.minLength(2, 'at least two scripts, besides brute force, which is made')),
  }),
}) // prettier-ignore

export type Lesson = v.InferOutput<typeof lessonSchema> & {
  /** What its readings are called, from the words file. */
  readonly readingLabels: Readonly<Record<string, string>>
}
export type LessonStep = Lesson['steps'][number]
export type FigurePanel = (typeof FIGURE_PANELS)[number]

/** The figure that a step names; null where it shows the stage. */
export function figureOf(step: LessonStep | null): FigurePanel | null {
  return FIGURE_PANELS.find((one) => one === step?.panel) ?? null
}
export type Control = Lesson['controls'][string]
export type Settings = Readonly<Record<string, number | string>>
export type Script = v.InferOutput<typeof script>
export type Claim = v.InferOutput<typeof claim>
export type Fact = v.InferOutput<typeof fact>
