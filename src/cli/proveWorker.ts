/** One process of the proofs: gets the id of a lesson or a night and a seed, answers what that seed shows, until nobody asks any more. */
import { findLesson, RunCache } from './lessonFiles.ts'
import { readNights } from './nightFiles.ts'
import type { Answered } from '../schema/taskBatch.ts'
import type { Lesson } from '../course/lesson.ts'
import { proveSeed, type SeedResult } from '../course/proof.ts'
import type { Night } from '../nights/night.ts'
import { proveNightSeed, type NightSeedResult } from '../risk/nights/proof.ts'

export interface ProofTask {
  readonly kind: 'lesson' | 'night'
  readonly id: string
  readonly seed: string
}

/** What a task is answered with. */
export interface ProofAnswers {
  readonly lesson: SeedResult
  readonly night: NightSeedResult
}
type ProofAnswer = ProofAnswers[keyof ProofAnswers]

const root = process.argv[2]
const lessons = new Map<string, Lesson>()

let nights: Night[] | null = null

process.on('message', (task: ProofTask) => process.send?.(prove(task)))

function prove(task: ProofTask): Answered<ProofAnswer> {
  try {
    return { answer: task.kind === 'night' ? proveNight(task) : proveLesson(task) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function proveLesson({ id, seed }: ProofTask): SeedResult {
  const lesson = lessons.get(id) ?? findLesson(root, id)?.lesson
  if (!lesson) throw new Error(`there is no lesson "${id}"`)
  lessons.set(id, lesson)
  const cache = new RunCache()
  return proveSeed(lesson, seed, (settings, inner) => cache.run(lesson, settings, inner))
}

function proveNight({ id, seed }: ProofTask): NightSeedResult {
  nights ??= readNights(root).map(({ night }) => night)
  const night = nights.find((one) => one.id === id)
  if (!night) throw new Error(`there is no night "${id}"`)
  return proveNightSeed({ night, nights }, seed)
}
