/**
 * One key goes through a lesson in class, as the clicker in a teacher's hand does: it presses what comes next on the step, runs
 * what has to be seen, and then goes on. What is pressed carries `data-clicker`.
 */
import type { LessonStage } from '../../stores/lessonStage.svelte.ts'

export function clickNext(stage: LessonStage): void {
  // A run that is to stop on its way does so, whoever is in a hurry.
  if (stage.isFreezing) return
  if (stage.playing) return void stage.toNext()
  const [asked] = document.querySelectorAll<HTMLElement>('.step [data-clicker]:enabled')
  if (asked) return asked.click()
  // What comes next waits for the model: a second press in a hurry must not leave the step unseen.
  if (!stage.isReady && document.querySelector('.step [data-clicker]:disabled')) return
  const plays = document.querySelector('.step')?.getAttribute('data-plays') === 'yes'
  if (plays && stage.isReady && !stage.isLocked && !stage.isOver) return stage.toggle()
  clickWay('next')
}

export function clickWay(way: 'back' | 'next'): void {
  document.querySelector<HTMLElement>(`[data-way=${way}]:enabled`)?.click()
}
