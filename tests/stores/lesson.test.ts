/**
 * Goal: a lesson can be played as its steps say: predict, run, explain, check, with hints, progress and controls.
 * Method: the lesson “The spiral” on a real session in the same thread, answered and solved as its own proof does.
 */
import { describe, expect, it } from 'vitest'
import { readLesson, LESSONS } from '../../src/cli/lessonFiles.ts'
import type { Lesson } from '../../src/course/lesson.ts'
import { LessonPlay } from '../../src/stores/lesson.svelte.ts'
import { createNames, describeSettings, listControls } from '../../src/stores/lessonControls.ts'
import { listRows } from '../../src/stores/lessonVerdict.ts'
import { Progress } from '../../src/stores/progress.svelte.ts'
import { until } from '../support/until.ts'
import { createShelf } from '../support/shelf.ts'
import { createPlay, lesson, names, solve } from '../support/lessonPlay.ts'

describe('a check', () => {
  it('names what is unmet, gives hints after two tries, and is solved by a solution', async () => {
    const { play, progress, shelf } = createPlay()
    await play.enter('smallest')
    for (const tries of [1, 2]) {
      expect(play.canHint).toBe(false)
      const verdict = await play.check()
      expect(verdict?.met).toBe(false)
      expect(play.record.tries).toBe(tries)
      const rows = verdict ? listRows(lesson, verdict, names, play.judging.length) : []
      expect(rows.map(({ id, met }) => [id, met])).toEqual([['sets-off', true], ['no-smaller', false]]) // prettier-ignore
      expect(rows[0].value).toMatch(/^in \d+ of \d+$/)
    }
    expect(play.canHint).toBe(true)
    play.hint()
    play.hint()
    play.hint()
    expect(play.record.hints).toBe(2)
    solve(play, 'smallest')
    expect(play.isVerdictOld).toBe(true)
    expect((await play.check())?.met).toBe(true)
    expect(progress.status(lesson.id)).toBe('begun')
    await play.enter('defuse')
    expect(play.settings).toMatchObject({ push: 0.04, depth: 1 })
    solve(play, 'defuse')
    expect((await play.check())?.met).toBe(true)
    expect(new Progress(shelf, 'progress').status(lesson.id)).toBe('solved')
    await play.enter('defused')
    expect(play.answers.explainedCases).toEqual([{ id: 'by-depth', said: [] }])
    expect(play.missed).toBeNull()
    play.close()
  })

  it('that was shown is seen, not solved, until it is done another way', async () => {
    const { play, progress } = createPlay()
    await play.enter('smallest')
    await play.check()
    await play.show('expert')
    expect(play.shownSettings).toMatchObject({ push: 0.03 })
    expect(progress.status(lesson.id)).toBe('seen')
    play.set('push', 0.1)
    expect(play.settings).toMatchObject({ push: 0.16 })
    await play.show(null)
    solve(play, 'smallest')
    expect((await play.check())?.met).toBe(true)
    expect(play.record).toMatchObject({ passed: false, done: true })
    await play.show('missed')
    expect(play.stage.isPair).toBe(true)
    expect(play.shownSettings).toMatchObject({ push: 0.16 })
    play.close()
  })

  it('that comes right after a control was moved shows on the stage what it judged', async () => {
    const { play } = createPlay()
    await play.enter('smallest')
    play.set('push', 0.03)
    expect((await play.check())?.met).toBe(true)
    await until(() => play.stage.isOver)
    expect(play.stage.b.document?.shocks[0]).toMatchObject({ kind: 'fairValue', change: -0.03 })
    play.close()
  })

  it('can be given up', async () => {
    const { play } = createPlay()
    await play.enter('smallest')
    const checking = play.check()
    play.study.cancel()
    expect(await checking).toBeNull()
    expect(play.record.tries).toBe(0)
    expect(play.study.progress).toBeNull()
    play.close()
  })
})

describe('a try that asks for something', () => {
  it('says when it is found, and only there', async () => {
    const { lesson: first } = readLesson(LESSONS, '01-one-trader-one-bet')
    const { play } = createPlay(createShelf(), first)
    await play.enter('slide')
    // 10× is sold out in this month, 2.5× is not the highest that is not.
    for (const [leverage, isFound] of [
      [10, false],
      [2.5, false],
      [5, true],
    ] as const) {
      play.set('leverage', leverage)
      await until(() => play.study.outcomes.size > 0 && play.outcome('b')?.youLeverage === leverage)
      await until(() => play.answers.isFound === isFound)
    }
    play.close()
  })
})

describe('a try that did not pass', () => {
  it('is compared with where its check began, on the same news', async () => {
    const { play } = createPlay()
    await play.enter('defuse')
    play.set('depth', 2)
    expect((await play.check())?.met).toBe(false)
    await play.enter('defused')
    await play.show('missed')
    expect(play.shownSettings).toMatchObject({ push: 0.04, depth: 2 })
    expect(play.againstSettings).toMatchObject({ push: 0.04, depth: 1, leverage: 25 })
    play.close()
  })
})

describe('the controls', () => {
  it('offer what the step is about, not what only steps choose', () => {
    const pause = readLesson(LESSONS, '09-the-pause')
    const list = (day: string) =>
      listControls(
        pause.lesson,
        createNames(pause.lesson, pause.words),
        { day },
        (id) => id === 'day',
        true,
      ).flatMap((control) => (control.kind === 'choice' ? control.options.map(({ id }) => id) : []))
    expect(list('sudden')).toEqual(['sudden', 'slide'])
    expect(list('lasting')).toEqual(['sudden', 'slide', 'lasting'])
  })

  it('open at their step, look locked where hands are off, and keep their place for the next step', async () => {
    const { play } = createPlay()
    await play.enter('no-spark')
    expect(listControls(lesson, names, play.settings, (id) => play.isShown(id), false)).toEqual([])
    await play.enter('smallest')
    const views = () => listControls(lesson, names, play.settings, (id) => play.isShown(id), true)
    expect(views().map(({ id, shown, isOpen }) => [id, shown, isOpen])).toEqual([['push', '16%', true]])
    play.set('push', 0.05)
    expect(play.isMoved).toBe(true)
    play.resetControls()
    expect(play.isMoved).toBe(false)
    expect(describeSettings(lesson, names, { push: 0.16 }, { push: 0.04 })).toEqual({
      a: 'Bad news: 16%',
      b: 'Bad news: 4%',
    })
    play.close()
  })

  it('are kept also where the step is left before the run begins again', async () => {
    const { play } = createPlay()
    await play.enter('smallest')
    play.set('push', 0.05)
    await play.enter('no-spark')
    await play.enter('smallest')
    expect(play.settings).toMatchObject({ push: 0.05 })
    play.close()
  })

  it('fill the live numbers of the words', async () => {
    const { play } = createPlay()
    await play.enter('side-by-side')
    expect(play.readLive('control.push')).toBe('4%')
    expect(play.readLive('b.priceFall')).toMatch(/^\d+%$/)
    expect(play.readLive('a.priceFall')).not.toBe(play.readLive('b.priceFall'))
    expect(play.readLive('b.nonsense')).toBeNull()
    play.close()
  })
})

it('a lesson without checks is solved by going through it', async () => {
  const shelf = createShelf()
  const { play, progress } = createPlay(shelf)
  const watchOnly: Lesson = { ...lesson, steps: lesson.steps.filter(({ kind }) => kind === 'watch') }
  const short = new LessonPlay({
    lesson: watchOnly,
    stage: play.stage,
    study: play.study,
    progress: () => progress,
    reducesMotion: () => true,
  })
  await short.enter('no-spark')
  short.leave()
  await short.enter('leaves-out')
  short.finish()
  expect(progress.status(lesson.id)).toBe('solved')
  expect(progress.step(lesson.id, 'no-spark').done).toBe(true)
  play.close()
})
