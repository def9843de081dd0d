/**
 * Goal: whoever drags a control of a lesson sees at once what it would do, as in the sandbox, and the run only begins anew when it
 * is let go. Where a figure shows all of it at a glance, or several houses share the screen, the run itself follows the thumb.
 */
import { toRunSpec } from '../course/attempt.ts'
import type { FigurePanel, Lesson, LessonStep, Settings } from '../course/lesson.ts'
import { findScene, findTown, type AnyStage } from './lessonStage.svelte.ts'
import type { LessonStudy } from './lessonStudy.svelte.ts'
import { LeverDrag } from './leverDrag.svelte.ts'
import type { StepRecord } from './progressRecord.ts'
import type { Rest } from './rest.ts'

/** The lesson that is played. */
interface Played {
  readonly lesson: Lesson
  readonly stage: AnyStage
  readonly study: LessonStudy
  readonly seed: string
  readonly settings: Settings
  readonly staging: { follow(): Promise<void> }
  note(change: Partial<StepRecord>): void
}

/** What a control that is moved leads to, once it rests or is let go. */
export function createLessonDrag(play: Played, rest: Rest): LeverDrag<Settings> {
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
export const canSketch = ({
  stage,
  step,
  figure,
}: Pick<Played, 'stage'> & {
  readonly step: LessonStep | null
  readonly figure: FigurePanel | null
}): boolean => findTown(stage) === null && figure === null && step?.days === undefined && !stage.isPair
