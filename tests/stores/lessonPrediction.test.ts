/**
 * Goal: a prediction locks the run until it is made, counts as it was answered first, and stands beside what happened.
 * Method: the lesson “The spiral” on a real session in the same thread, answered as its own proof does.
 */
import { describe, expect, it } from 'vitest'
import {
  findCases,
  findLowestShare,
  isCorrect,
  sampleLine,
  type Said,
} from '../../src/stores/lessonQuestion.ts'
import { createRecord, createStep, mergeRecords } from '../../src/stores/progressRecord.ts'
import { readShown } from '../../src/stores/stepNumbers.ts'
import { until } from '../support/until.ts'
import { createPlay, lesson } from '../support/lessonPlay.ts'

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
