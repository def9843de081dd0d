/**
 * Goal: a lesson on a world is played as one on a scenario: its runs stand on the stage with what is switched off, A is the run before in
 * every house, numbers follow the run, and a check is solved.
 * Method: lessons of the course on a real session in the same thread, solved as their own proofs do.
 */
import { describe, expect, it } from 'vitest'
import { LESSONS, readLesson } from '../../src/cli/lessonFiles.ts'
import { LessonPlay } from '../../src/stores/lesson.svelte.ts'
import { findScene, findTown, LessonStage } from '../../src/stores/lessonStage.svelte.ts'
import { LessonStudy } from '../../src/stores/lessonStudy.svelte.ts'
import { Progress } from '../../src/stores/progress.svelte.ts'
import { readShown } from '../../src/stores/stepNumbers.ts'
import { LessonTown } from '../../src/stores/world/lessonTown.svelte.ts'
import { WorldRun } from '../../src/stores/world/worldRun.svelte.ts'
import { createSessionClient } from '../support/sessionClient.ts'

function createPlay(folder: string) {
  const { client } = createSessionClient()
  const stage = new LessonStage(new WorldRun(client), new WorldRun(client))
  const { lesson } = readLesson(LESSONS, folder)
  const progress = new Progress(null, 'progress')
  const study = new LessonStudy(client)
  const play = new LessonPlay({ lesson, stage, study, progress: () => progress, reducesMotion: () => true })
  return { lesson, play, stage }
}

describe('a lesson on a world', () => {
  const { lesson, play, stage } = createPlay('11-everything-falls-together')
  const town = new LessonTown(stage)

  it('shows B with A, whose channel is off, as the run before', async () => {
    await play.enter('carried')
    expect(findTown(play.stage)).toBe(stage)
    expect(() => findScene(play.stage)).toThrow('plays worlds')
    expect(stage.isPair).toBe(false)
    expect(stage.isOver).toBe(true)
    expect(stage.off).toEqual({ a: [{ channel: 'crossMargin' }], b: [] })
    expect(town.isOff('crossMargin')).toBe(false)
    expect(town.before?.series.length).toBe(stage.steps + 1)
    expect(town.flows).toBeInstanceOf(Array)
    expect(stage.stills).toHaveLength(3)
  })

  it('has numbers that follow the run, and are those of the words at its end', async () => {
    const read = () => readShown('fall-b', stage.b, play.outcome('b'), false, lesson)
    const end = read()
    expect(play.readLive('b.fall-b')).toBe(end)
    await stage.seek(0)
    expect(read()).toBe('–')
    await stage.seek(100)
    expect(read()).toMatch(/^[\d.]+%$/)
    // Over some steps: known at the end alone.
    expect(readShown('during', stage.b, play.outcome('b'), false, lesson)).toBe('–')
  })

  it('solves its check, and a channel that is switched by a control is off on the stage', async () => {
    await play.enter('spare')
    for (const [id, value] of Object.entries(lesson.proof.solutions[1].attempts['spare'].set))
      play.set(id, value)
    expect((await play.check())?.met).toBe(true)
    expect(town.isOff('crossMargin')).toBe(true)
    expect(play.record.passed).toBe(true)
    play.close()
  })

  it('marks several pushes of one step once', async () => {
    const { play: other, stage: shown } = createPlay('14-backed-by-itself')
    await other.enter('two-words')
    const names = shown.b.marks.map(({ name, step }) => `${name} ${step}`)
    expect(names.filter((name) => name.startsWith('push'))).toEqual(['push 24'])
    expect(new Set(names).size).toBe(names.length)
    other.close()
  })
})
