/** Goal: an explanation says of which answer it speaks, to a learner and to a class. Method: answers by hand. */
import { expect, it } from 'vitest'
import { explainAnswers, nameAnswers } from '../../src/ui/course/explained.ts'

const options = ['one', 'two', 'three'].map((id) => ({ id, label: id.toUpperCase() }))
const explain = (id: string) => (id === 'three' ? undefined : `<p>${id}</p>`)

it('says whose explanation it is, the wrong answer’s first', () => {
  expect(explainAnswers(options, ['two'], 'one', null, explain)).toEqual([
    { said: 'Your answer, “ONE”:', html: '<p>one</p>' },
    { said: 'Right is “TWO”:', html: '<p>two</p>' },
  ])
  expect(explainAnswers(options, ['two'], null, 'one', explain)[0].said).toBe('Who said “ONE”:')
})

it('says what was right once, and leaves out what has no explanation', () => {
  const right = [{ said: 'Right is “TWO”:', html: '<p>two</p>' }]
  expect(explainAnswers(options, ['two'], 'two', null, explain)).toEqual(right)
  expect(explainAnswers(options, ['two'], null, null, explain)).toEqual(right)
  expect(explainAnswers(options, ['two'], 'three', 'one', explain)).toEqual(right)
  expect(explainAnswers(options, [], null, null, explain)).toEqual([])
})

it('names what was answered and what is right, without the period of an answer', () => {
  expect(nameAnswers('It is equal.', 'After the small news.')).toBe(
    'You said “It is equal”. Right is “After the small news”.',
  )
  expect(nameAnswers('Half', 'Half')).toBe('You said “Half”, and that is right.')
  expect(nameAnswers(null, 'Half')).toBe('Right is “Half”.')
  expect(nameAnswers(null, null)).toBe('')
})
