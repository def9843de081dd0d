/** The lesson “The spiral” on a real session in the same thread, to be played step by step. */
import { readLesson, LESSONS } from '../../src/cli/lessonFiles.ts'
import type { Settings } from '../../src/course/lesson.ts'
import { LessonPlay } from '../../src/stores/lesson.svelte.ts'
import { createNames } from '../../src/stores/lessonControls.ts'
import { LessonStage } from '../../src/stores/lessonStage.svelte.ts'
import { LessonStudy } from '../../src/stores/lessonStudy.svelte.ts'
import { Progress } from '../../src/stores/progress.svelte.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { createSessionClient } from './sessionClient.ts'
import { createShelf } from './shelf.ts'

const spiral = readLesson(LESSONS, '04-the-spiral')
export const { lesson } = spiral
export const names = createNames(lesson, spiral.words)

/** A store in memory, so that progress is read back as a reload reads it. */
export function createPlay(shelf = createShelf(), of = lesson) {
  const { client } = createSessionClient()
  const stage = new LessonStage(new Run(client), new Run(client))
  const progress = new Progress(shelf, 'progress')
  // With reduced motion a run is at its end as soon as it is shown.
  const play = new LessonPlay({
    lesson: of,
    stage,
    study: new LessonStudy(client),
    progress: () => progress,
    reducesMotion: () => true,
  })
  return { play, stage, progress, shelf }
}

/** Sets the controls as the lesson's first solution does, without waiting for the run that they begin. */
export function solve(play: LessonPlay, stepId: string): void {
  const settings: Settings = lesson.proof.solutions[0].attempts[stepId].set
  for (const [id, value] of Object.entries(settings)) play.set(id, value)
}
