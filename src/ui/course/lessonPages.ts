/**
 * The pages of a lesson as the player goes through them: one a step, and at the end what to remember. Their names
 * come from the words file; a step without one is called after its kind.
 */
import type { Lesson, LessonStep } from '../../course/lesson.ts'
import type { LessonWords } from '../../course/words.ts'

/** The last page of a lesson, after its steps. */
export const END = 'leaves-out'

const KINDS: Readonly<Record<LessonStep['kind'], string>> = {
  watch: 'Watch',
  predict: 'Predict',
  try: 'Try it',
  compare: 'Compare',
  check: 'Solve it',
  explain: 'What it means',
  quiz: 'Question',
  recall: 'Remember',
}

export interface LessonPage {
  readonly id: string
  readonly title: string
  /** What the learner does there, in a word or two; empty at the end. */
  readonly kind: string
}

export function listPages({ steps }: Lesson, words: LessonWords): LessonPage[] {
  return [
    ...steps.map(({ id, kind }) => ({ id, title: words.steps[id]?.title || KINDS[kind], kind: KINDS[kind] })),
    { id: END, title: words.takeaway === '' ? 'The end' : 'What to take with you', kind: '' },
  ]
}
