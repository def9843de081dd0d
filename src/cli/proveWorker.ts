/** One process of the proofs: gets a lesson's id and a seed, answers what that seed shows, until nobody asks any more. */
import { findLesson, RunCache } from './lessonFiles.ts'
import type { Answered } from './processPool.ts'
import type { Lesson } from '../course/lesson.ts'
import { proveSeed, type SeedResult } from '../course/proof.ts'

export interface ProofTask {
  readonly lesson: string
  readonly seed: string
}

const root = process.argv[2]
const lessons = new Map<string, Lesson>()

process.on('message', ({ lesson: id, seed }: ProofTask) => process.send?.(prove(id, seed)))

function prove(id: string, seed: string): Answered<SeedResult> {
  try {
    const lesson = lessons.get(id) ?? findLesson(root, id)?.lesson
    if (!lesson) return { error: `there is no lesson "${id}"` }
    lessons.set(id, lesson)
    const cache = new RunCache()
    return { answer: proveSeed(lesson, seed, (settings, inner) => cache.run(lesson, settings, inner)) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
