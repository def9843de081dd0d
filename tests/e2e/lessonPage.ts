/** A lesson as its folder says it and as the page shows it: its answers, its settings, the step that is open. */
import { expect, type Page } from '@playwright/test'
import { readShownLessons } from '../../src/cli/lessonFiles.ts'
import type { Lesson } from '../../src/course/lesson.ts'
import type { LessonWords } from '../../src/course/words.ts'

export interface ReadLesson {
  readonly lesson: Lesson
  readonly words: LessonWords
}

/** The lessons of the catalog, as their folders say: no drafts. */
export const catalog: readonly ReadLesson[] = readShownLessons()

export function findLesson(id: string): ReadLesson {
  const found = catalog.find(({ lesson }) => lesson.id === id)
  if (!found) throw new Error(`There is no lesson "${id}".`)
  return found
}

export const stepHeading = (page: Page) => page.locator('#step-title')

/** Which step the address names; the first one has none until one goes on. */
export const readStepId = (page: Page) => page.evaluate(() => location.hash.split('?')[0].split('/')[3] ?? '')

/** What the first solution sets at a step, in the order of the controls. */
export function listSettings({ lesson }: ReadLesson, stepId: string): [id: string, value: number | string][] {
  const [script] = lesson.proof.solutions
  const attempt = Object.hasOwn(script.attempts, stepId) ? script.attempts[stepId] : undefined
  return Object.entries(attempt?.set ?? {})
}

/** The answer that the first solution gives to a question: else the right one, else the first. */
export function findAnswer({ lesson }: ReadLesson, stepId: string): string | number | undefined {
  const [script] = lesson.proof.solutions
  for (const attempt of Object.values(script.attempts))
    if (Object.hasOwn(attempt.answers, stepId)) return attempt.answers[stepId]
  const step = lesson.steps.find(({ id }) => id === stepId)
  if (step?.kind === 'quiz' || step?.kind === 'recall') return step.options.find(({ right }) => right)?.id
  if (step?.kind === 'predict' && step.ask.kind === 'choice') return step.ask.options[0].id
  return undefined
}

/**
 * Waits until the page shows this step, and nothing of it is being opened or computed. The address changes a moment before
 * the page does: what looks at once finds the step before.
 */
export async function waitForStep(page: Page, stepId: string): Promise<void> {
  await expect(page.locator('.step')).toHaveAttribute('data-step', stepId)
  await expect(stepHeading(page)).toBeVisible()
  await expect(page.locator('.text [data-value]', { hasText: '…' })).toHaveCount(0)
}
