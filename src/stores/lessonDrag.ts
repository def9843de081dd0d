/**
 * Goal: whoever drags a control of a lesson sees at once what it would do, as in the sandbox, and the run only begins anew when it
 * is let go. Where a figure shows all of it at a glance, or several houses share the screen, the run itself follows the thumb.
 */
import { toRunSpec } from '../course/attempt.ts'
import type { Settings } from '../course/lesson.ts'
import type { LessonPlay } from './lesson.svelte.ts'
import { findScene, findTown } from './lessonStage.svelte.ts'
import { LeverDrag } from './leverDrag.svelte.ts'
import type { Rest } from './rest.ts'

/** What a control that is moved leads to, once it rests or is let go. */
export function createLessonDrag(play: LessonPlay, rest: Rest): LeverDrag<Settings> {
  const run = {
    async sketch(settings: Settings) {
      const { document } = await play.study.stage(toRunSpec(play.lesson, settings, play.seed))
      return document.version === 1 ? findScene(play.stage).b.sketch(document) : null
    },
  }
  const controls = {
    get scenario() {
      return play.settings
    },
  }
  const restart = async () => {
    play.note({ settings: { ...play.settings } })
    await play.staging.follow()
  }
  const then = (one: () => Promise<void>) => () => void one()
  return new LeverDrag<Settings>(
    { run, controls, restart },
    {
      touch: (one) => rest.begin(then(one)),
      hold: (one) => rest.hold(then(one)),
      release: () => rest.release(),
    },
  )
}

/** Whether a line of its own can show what a control would do. */
export const canSketch = ({ stage, step, figure }: LessonPlay): boolean =>
  findTown(stage) === null && figure === null && step?.days === undefined && !stage.isPair
