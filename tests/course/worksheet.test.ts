/**
 * Goal: a worksheet asks on paper what the lesson asks on the screen, and has an answer to each task.
 * Method: the sheet of every lesson of the repository, compared with the lesson step by step.
 */
import { describe, expect, it } from 'vitest'
import { buildLesson, listFolders, LESSONS, listTerms, readLesson } from '../../src/cli/lessonFiles.ts'
import { buildWorksheet } from '../../src/cli/teachContent.ts'
import { listTokens } from '../../src/course/numbers.ts'
import { BLANK, isResult, toPaper } from '../../src/course/worksheetText.ts'

const terms = listTerms(LESSONS)
const ASKED = ['predict', 'quiz', 'recall', 'try', 'check']

describe.each(listFolders(LESSONS))('the worksheet of %s', (folder) => {
  const parsed = readLesson(LESSONS, folder, terms)
  const { lesson } = parsed
  const module = buildLesson(LESSONS, parsed)
  const sheet = buildWorksheet(parsed.number, module)
  const stepOf = (id: string) => lesson.steps.find((step) => step.id === id)

  it('asks what the lesson asks, in its order', () => {
    const asked = lesson.steps.filter(({ kind }) => ASKED.includes(kind)).map(({ id }) => id)
    expect(sheet.tasks.map(({ id }) => id)).toEqual(asked)
    for (const task of sheet.tasks) {
      expect(task.title).not.toBe('')
      expect(task.text).toMatch(/^<p>/)
    }
  })

  it('has nothing to press, and blanks where a result would stand', () => {
    for (const task of sheet.tasks) {
      expect(task.text).not.toMatch(/<(a|button|img)\b|data-|\{/)
      const tokens = listTokens(parsed.words.steps[task.id].text)
      const hidden = tokens.filter((token) => /^[ab]\./.test(token) || isResult(lesson, token))
      expect(task.text.split(BLANK).length - 1, task.id).toBe(hidden.length)
    }
  })

  it('has one answer to each question of choice, and a way to solve each check', () => {
    for (const task of sheet.tasks) {
      if (task.kind === 'choice') expect(task.options, task.id).toContain(task.answer.what)
      if (task.kind === 'number') {
        expect(task.marks).toHaveLength(5)
        expect(task.answer.what).not.toBe('')
      }
      if (task.kind === 'line') {
        expect(task.drawn).toHaveLength(task.points)
        expect(task.drawn.every((share) => share >= 0 && Number.isFinite(share))).toBe(true)
      }
      if (task.kind !== 'check') continue
      expect(task.controls.length).toBeGreaterThan(0)
      for (const { name, start } of task.controls) expect(name && start).not.toBe('')
      expect(
        task.answer.solutions.some(({ set }) => set.length > 0),
        task.id,
      ).toBe(true)
      expect(new Set(task.answer.solutions.map(({ set }) => set.join())).size).toBe(
        task.answer.solutions.length,
      )
    }
  })

  it('tells the teacher of every misconception that an option names', () => {
    for (const task of sheet.tasks) {
      const step = stepOf(task.id)
      const options = !step
        ? []
        : 'options' in step
          ? step.options
          : step.kind === 'predict' && step.ask.kind === 'choice'
            ? step.ask.options
            : []
      const named = options.flatMap(({ misconception }) => misconception ?? [])
      const thoughts = task.answer.misconceptions.map(({ thought }) => thought)
      expect(thoughts).toEqual(named.map((name) => module.words.misconceptions[name]))
    }
  })
})

it('words for paper lose what is pressed and keep what is said', () => {
  const html =
    '<p><a href="#/glossary/depth" data-term="depth">Depth</a> <span class="claim" data-claim="c">falls <span data-value="f">4%</span></span>, <span role="button" tabindex="0" class="rule-link" data-rule="r">by rule</span>, to <span data-value="b.priceFall"></span>.</p>'
  expect(toPaper(html, (_, known) => known || null)).toBe(`<p>Depth falls 4%, by rule, to ${BLANK}.</p>`)
  expect(toPaper(html, (token) => token)).toBe('<p>Depth falls f, by rule, to b.priceFall.</p>')
})
