/**
 * Goal: the command that proves lessons says what it found by its words and its exit status.
 * Method: the command as a person runs it, through npm, on a folder with one small lesson, whole and broken.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'loss-spiral-prove-'))
cpSync(join(root, 'tests/lessons/fixture'), join(folder, '01-fixture'), { recursive: true })
afterAll(() => rmSync(folder, { recursive: true }))

function prove(...args: string[]): Promise<{ status: number | null; out: string; err: string[] }> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', 'prove', '--', '--folder', folder, ...args], { cwd: root })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.on('close', (status) => {
      const own = err.split('\n').filter((line) => line !== '' && !line.startsWith('npm warn'))
      resolve({ status, out, err: own })
    })
  })
}

test('a lesson that is proven exits with 0, and says every share', async () => {
  const { status, out } = await prove('--seeds', '7-9', '--json')
  expect(status).toBe(0)
  const { lessons, seeds } = JSON.parse(out) as {
    lessons: { lesson: string; lines: object[] }[]
    seeds: object
  }
  expect(seeds).toEqual({ from: 7, to: 9 })
  expect(lessons[0].lines[0]).toMatchObject({
    kind: 'solution',
    name: 'push',
    passed: 3,
    seeds: 3,
    isProven: true,
  })
})

test('a proof that falls short exits with 1, and says which', async () => {
  const file = join(folder, '01-fixture', 'lesson.yaml')
  const whole = readFileSync(file, 'utf8')
  writeFileSync(file, whole.replace('name: untouched', 'name: untouched, attempts: { guess: { answers: { guess: far } }, goal: { set: { push: 0.09 } } }')) // prettier-ignore
  const { status, out } = await prove('--lesson', 'fixture', '--seeds', '1-2')
  writeFileSync(file, whole)
  expect(status).toBe(1)
  expect(out).toMatch(/FAIL {2}must fail +untouched: 2 of 2 \(100 %, at most 20 %\)/)
})

test('nights of the folder are proven too, under ids of their own', async () => {
  const name = '01-leverage-and-margin'
  cpSync(join(root, 'lessons/nights', name), join(folder, 'nights', name), { recursive: true })
  const { status, out } = await prove('--night', 'night-leverage-and-margin', '--seeds', '1-1', '--json')
  const { lessons, isProven } = JSON.parse(out) as {
    isProven: boolean
    lessons: { lesson: string; isProven: boolean; lines: { kind: string; name: string; passed: number }[] }[]
  }
  expect(lessons.map(({ lesson }) => lesson)).toEqual(['night-leverage-and-margin'])
  expect(status).toBe(isProven ? 0 : 1)
  const [{ lines }] = lessons
  expect([...new Set(lines.map(({ kind }) => kind))]).toEqual(['solution', 'mustFail', 'chance', 'floor'])
  expect(lines.find((line) => line.name === 'untouched')).toMatchObject({ passed: 0, seeds: 1 })
  const wrong = await prove('--night', 'night-none')
  rmSync(join(folder, 'nights'), { recursive: true })
  expect([wrong.status, wrong.err]).toEqual([
    2,
    ['--night: got "night-none", expected one of night-leverage-and-margin'],
  ])
})

test.each([
  [['--seeds', '9-1'], '--seeds: got "9-1"'],
  [['--speed'], '--speed: unknown option'],
  [['--lesson', 'none'], '--lesson: got "none", expected one of fixture'],
])('%s exits with 2 and one line', async (args, message) => {
  const { status, err, out } = await prove(...args)
  expect([status, out, err.length]).toEqual([2, '', 1])
  expect(err[0]).toContain(message)
})

test('a lesson that is not valid exits with 2 and one line', async () => {
  cpSync(join(folder, '01-fixture'), join(folder, '02-broken'), { recursive: true })
  const { status, err } = await prove()
  rmSync(join(folder, '02-broken'), { recursive: true })
  expect(status).toBe(2)
  expect(err).toEqual([
    'lessons/02-broken/lesson.yaml: id: got "fixture", expected the folder’s name, "broken"',
  ])
})
