/**
 * Goal: a lesson can be played as its steps say: predict, run, explain, check, with hints, progress and controls.
 * Method: the lesson “The spiral” on a real session in the same thread, answered and solved as its own proof does.
 */
import { describe, expect, it } from 'vitest'
import { readLesson, LESSONS } from '../../src/cli/lessonFiles.ts'
import type { Lesson, Settings } from '../../src/course/lesson.ts'
import { LessonPlay } from '../../src/stores/lesson.svelte.ts'
import { createNames, describeSettings, listControls } from '../../src/stores/lessonControls.ts'
import { LessonStage } from '../../src/stores/lessonStage.svelte.ts'
import { LessonStudy } from '../../src/stores/lessonStudy.svelte.ts'
import {
  findCases,
  findLowestShare,
  isCorrect,
  sampleLine,
  type Said,
} from '../../src/stores/lessonQuestion.ts'
import { listRows } from '../../src/stores/lessonVerdict.ts'
import { Progress } from '../../src/stores/progress.svelte.ts'
import { createRecord, createStep, mergeRecords } from '../../src/stores/progressRecord.ts'
import { readShown } from '../../src/stores/stepNumbers.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { until } from '../support/until.ts'
import { createShelf } from '../support/shelf.ts'

const { lesson, words } = readLesson(LESSONS, '04-the-spiral')
const names = createNames(lesson, words)

/** A store in memory, so that progress is read back as a reload reads it. */
function createPlay(shelf = createShelf(), of = lesson) {
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
function solve(play: LessonPlay, stepId: string): void {
  const settings: Settings = lesson.proof.solutions[0].attempts[stepId].set
  for (const [id, value] of Object.entries(settings)) play.set(id, value)
}

describe('a prediction', () => {
  it('locks the run until it is made, and stands beside what happened', async () => {
    const { play, stage, progress } = createPlay()
    await play.enter('which')
    expect(stage.isLocked).toBe(true)
    expect(play.answers.result).toBeNull()
    stage.toggle()
    expect(stage.playing).toBe(false)
    play.answers.predict({ kind: 'choice', option: 'large' })
    expect(stage.isLocked).toBe(false)
    expect(play.answers.result).toBeNull()
    await stage.toEnd()
    expect(play.answers.result).toEqual({ kind: 'choice', right: 'small' })
    play.answers.noteResult()
    expect(progress.step(lesson.id, 'which')).toMatchObject({ done: true, correct: false })
    await play.enter('match-and-fuel')
    expect(play.answers.explainedCases).toEqual([{ id: 'said-large', said: [] }])
    play.close()
  })

  it('stops its run once at the moment that decides, with A and B at that moment, and then goes on', async () => {
    const { play, stage } = createPlay()
    await play.enter('which')
    play.answers.predict({ kind: 'choice', option: 'large' })
    await stage.toNext()
    expect(stage.frozen).toBe('lowest')
    const price = stage.b.series.column('price')
    expect(price[stage.step]).toBe(Math.min(...price.subarray(0, stage.b.series.length)))
    expect(stage.step).toBeLessThan(stage.steps)
    expect([stage.a.step, stage.b.step]).toEqual([stage.step, stage.step])
    expect(play.answers.result).toEqual({ kind: 'choice', right: 'small' })
    await stage.toNext()
    expect(stage.frozen).toBeNull()
    expect([stage.a.step, stage.b.step]).toEqual([stage.steps, stage.steps])
    play.answers.noteResult()
    // Known already: the answer is not held back a second time.
    await play.enter('which')
    await stage.seek(0)
    await stage.toNext()
    expect(stage.frozen).toBeNull()
    play.close()
  })

  it('shows the numbers that it is about, of A and of B, as its words say them', async () => {
    const { play, stage } = createPlay()
    await play.enter('side-by-side')
    await until(() => play.outcome('a') !== null && stage.isOver)
    for (const id of ['fairFall', 'priceFall', 'amplification'] as const) {
      expect(readShown(id, stage.a, null)).toBe(play.readLive(`a.${id}`))
      expect(readShown(id, stage.b, null)).toBe(play.readLive(`b.${id}`))
    }
    await stage.seek(0)
    expect(readShown('priceFall', stage.b, play.outcome('b'))).toBe('–')
    // Only a whole run has it.
    expect(readShown('lowestDepthShare', stage.b, play.outcome('b'))).toBe('–')
    // The opening decides it.
    expect(readShown('exposure', stage.b, play.outcome('b'))).toBe(play.readLive('b.exposure'))
    const opening = readShown('moveCost', stage.b, play.outcome('b'))
    // What stands at the lowest price stays: the news drifts on, and the numbers of the words are those of the whole run.
    expect(readShown('amplification', stage.b, play.outcome('b'), true)).toBe(
      play.readLive('b.amplification'),
    )
    await stage.toEnd()
    // A lever that has not moved costs what it did.
    expect(readShown('moveCost', stage.b, play.outcome('b'))).toBe(opening)
    for (const id of ['exposure', 'lowestDepthShare'] as const)
      expect(readShown(id, stage.b, play.outcome('b'))).toBe(play.readLive(`b.${id}`))
    play.close()
  })

  it('counts as it was answered first, whatever is chosen after', async () => {
    const { play, progress } = createPlay()
    await play.enter('recall-impact')
    play.answers.choose('rises')
    play.answers.choose('falls')
    const record = progress.step(lesson.id, 'recall-impact')
    expect(record).toMatchObject({ answer: 'falls', correct: true, firstCorrect: false })
    const later = { ...record, firstCorrect: true, at: record.at + 1 }
    const kept = (step: object) => ({
      ...createRecord(),
      lessons: {
        [lesson.id]: { status: 'begun' as const, at: 1, steps: { q: { ...createStep(), ...step } } },
      },
    })
    const merged = mergeRecords(kept(later), kept(record)).lessons[lesson.id].steps['q']
    expect(merged.firstCorrect).toBe(false)
    play.close()
  })

  it('of a number and of a line is right within its bound', () => {
    const number = { kind: 'number', value: 0.16, from: 0, to: 1, within: 0.02 } as const
    expect(isCorrect({ kind: 'number', value: 0.18 }, number)).toBe(true)
    expect(isCorrect({ kind: 'number', value: 0.19 }, number)).toBe(false)
    expect(isCorrect({ kind: 'skipped' }, number)).toBeNull()
    const prices = [100, 100, 90, 80, 90, 95]
    const series = { length: prices.length, at: (_: string, step: number) => prices[step] }
    expect(sampleLine({ kind: 'line', series: 'price', points: 3, within: 0.1 }, series, 1, 5)).toEqual([
      1, 0.8, 0.95,
    ])
    // The lowest of all steps, though no place of the line is on it.
    expect(findLowestShare({ kind: 'line', series: 'price', points: 2, within: 0.1 }, series, 5)).toBe(0.8)
  })

  it('that was skipped is explained as such', () => {
    const step = { id: 'e', kind: 'explain', cases: [
      { id: 'hit', prediction: 'p', answered: 'right' },
      { id: 'miss', prediction: 'p', answered: 'wrong' },
      { id: 'none', prediction: 'p', answered: 'skipped' },
    ] } as const // prettier-ignore
    const explain = (record: object) =>
      findCases(
        { ...step, cases: [...step.cases] },
        () => ({ ...createStep(), ...record }),
        () => false,
        () => said,
      )
        .map(({ id, said: whose }) => [id, ...whose.map(({ option }) => option)].join(' '))
        .join(', ')
    let said: Said = { answers: [], right: ['a'] }
    expect(explain({ prediction: { kind: 'skipped' }, done: true })).toBe('none')
    expect(explain({})).toBe('none')
    expect(explain({ prediction: { kind: 'choice', option: 'a' }, correct: true })).toBe('hit')
    expect(explain({ prediction: { kind: 'choice', option: 'a' }, correct: false })).toBe('miss')
    // Who was counted is told as much as who has answered; a class that was not told what is right, as who skipped.
    const skipped = { prediction: { kind: 'skipped' }, done: true }
    said = { answers: ['b', 'a'], right: ['a'] }
    expect(explain(skipped)).toBe('miss b')
    said = { answers: ['b', 'c', 'a'], right: ['a'] }
    expect(explain(skipped)).toBe('miss b c')
    said = { answers: ['a'], right: ['a'] }
    expect(explain(skipped)).toBe('hit a')
    said = { answers: ['b'], right: [] }
    expect(explain(skipped)).toBe('none')
  })
})

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
