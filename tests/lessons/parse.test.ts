/**
 * Goal: a lesson's files are read whole, and what is wrong in them is named with lesson, file and field.
 * Method: the fixture lesson, as it is and with one line changed, each with the message that it must get.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { listTerms, LESSONS } from '../../src/cli/lessonFiles.ts'
import { parseLesson } from '../../src/course/parseLesson.ts'
import { openHeld } from '../../src/engine/held.ts'
import { writeAt } from '../../src/schema/documentPath.ts'

const FOLDER = join(import.meta.dirname, 'fixture')
const yaml = readFileSync(join(FOLDER, 'lesson.yaml'), 'utf8')
const english = readFileSync(join(FOLDER, 'en.md'), 'utf8')
const terms = listTerms(LESSONS)

function load(data: unknown = parse(yaml), words = english, folder = '01-fixture') {
  return parseLesson({ folder, data, words, language: 'en' }, { terms, hold: openHeld })
}

const changed = (path: string, value: unknown) => () => load(writeAt(parse(yaml) as object, path, value))
const said = (from: string | RegExp, to: string) => () => {
  const words = english.replace(from, to)
  expect(words).not.toBe(english)
  return load(parse(yaml), words)
}
const DATA = 'lessons/01-fixture/lesson.yaml: '
const WORDS = 'lessons/01-fixture/en.md: '

test('a lesson comes out whole', () => {
  const { lesson, words, number } = load()
  expect([number, lesson.id, words.title]).toEqual([1, 'fixture', 'A fixture'])
  expect(words.steps['goal'].hints).toEqual(['Push.'])
  expect(words.controls['breaker'].options).toEqual({ 'no-halt': 'Never halts', halt: 'Halts' })
})

describe('what is wrong in lesson.yaml is named with lesson and field', () => {
  test.each([
    ['an unknown field', changed('colour', 'red'), 'colour: no such field'],
    ['an unknown reading', changed('facts.fall.reading', 'profit'), 'facts.fall.reading: got "profit"'],
    ['an unknown term', changed('terms', ['luck']), 'terms[0]: got "luck"'],
    [
      'a name that is not the folder’s',
      changed('id', 'other'),
      'id: got "other", expected the folder’s name, "fixture"',
    ],
    ['a control that is not there', changed('claims.0.set', { speed: 2 }), 'claims[0].set: got "speed"'],
    [
      'a setting beyond the control',
      changed('facts.fall.set', { push: 0.5 }),
      'facts.fall.set.push: got 0.5',
    ],
    [
      'a question that is not there',
      changed('steps.2.check', { answer: 'which' }),
      'steps[2].check.answer: got "which"',
    ],
    [
      'an option that is not there',
      changed('steps.2.check', { answer: 'guess', is: 'up' }),
      'steps[2].check.answer.guess: got "up"',
    ],
    [
      'a reading without a bound',
      changed('steps.2.check', { reading: 'priceFall' }),
      'steps[2].check: got an object, expected a bound',
    ],
    [
      'a misconception without a name',
      changed('misconceptions', []),
      'steps[1].ask.options[1].misconception: got "no-matter"',
    ],
    [
      'a path that no scenario has',
      changed('controls.push.writes', ['shocks.0.size']),
      'scenario: shocks[0].size: no such field',
    ],
    [
      'a setting that no scenario takes',
      changed('controls.push.to', 2),
      'controls.push at 2: shocks[0].change: got -2',
    ],
    [
      'too many traders',
      changed('scenario.document.crowd.traders', 1001),
      'scenario: got 1001, expected at most 1000 traders',
    ],
    [
      'a claim whose clause says the contrary',
      changed('claims.0.direction', 'down'),
      'claims.deeper-falls.direction: got "down", expected the direction that its clause tests, up',
    ],
    [
      'options that write elsewhere',
      changed('controls.breaker.options.0.writes', {}),
      'controls.breaker.options: got "halt"',
    ],
    [
      'a setting where no hands are',
      changed('proof.solutions.0.attempts.guess', { set: { push: 0.1 } }),
      'proof.solutions[0].attempts.guess.set: got an object',
    ],
  ])('%s', (_, broken, message) => {
    expect(broken).toThrow(DATA + message)
  })
})

describe('what is wrong in the words is named with lesson and section', () => {
  test.each([
    ['a step without words', said(/## step look[\s\S]*?(?=## step guess)/, ''), 'step look: got nothing'],
    ['a step that is not there', said('## step look', '## step lok'), 'step look: got nothing'],
    [
      'an option without words',
      said(/### option near\n\nNear\n/, ''),
      'step guess, option near: got nothing',
    ],
    ['a hint too few', said(/### hint 1\n\nPush.\n/, ''), 'step goal, hint: got 0'],
    [
      'words of a clause that is not there',
      said('### unmet falls', '### unmet rises'),
      'step goal, unmet: got "rises"',
    ],
    [
      'a section twice',
      said('## step guess', '## step look\n\nAgain.\n\n## step guess'),
      'step look: got "look"',
    ],
    ['a section of no kind', said('## expert', '## ending'), 'sections: got "ending"'],
    ['no end', said(/## leaves-out\n\nEverything else.\n/, ''), 'leaves-out: got nothing'],
    ['no title', said('# A fixture', 'A fixture'), 'title: got "A fixture"'],
    ['a number that is nowhere', said('{fall}', '{rise}'), 'step goal: got "{rise}"'],
    ['a typed result', said('{fall}', '14 %'), 'step goal: got '],
    ['a term that is nowhere', said('much leverage', '[much](glossary:luck)'), 'step look: got "luck"'],
    ['a rule that is nowhere', said('much leverage', '[much](rule:luck)'), 'step look: got "rule:luck"'],
    [
      'a link out of the site',
      said('much leverage', '[much](javascript:alert)'),
      'step look: got "javascript:alert"',
    ],
    [
      'a direction that nothing proves',
      said('Which one?', 'Then it falls further.'),
      'step guess: got "Then it falls further."',
    ],
    ['a claim that is nowhere', said('claim:deeper-falls', 'claim:higher'), 'step goal: got "claim:higher"'],
    [
      'a direction turned around',
      said('falls further', 'falls less'),
      'step goal: got "After large news the price falls less", expected words that say "up"',
    ],
    ['too many words', said('Which one?', 'word '.repeat(60)), 'step guess: got "60 words"'],
    [
      'too many instructions',
      said('Which one?', 'Set one. Move two. Find three.'),
      'step guess: got "3 instructions"',
    ],
  ])('%s', (_, broken, message) => {
    expect(broken).toThrow(WORDS + message)
  })
})

test('a folder that is no lesson is named', () => {
  expect(() => load(parse(yaml), english, '1-fixture')).toThrow(
    'lessons/1-fixture: expected a folder named as in',
  )
})
