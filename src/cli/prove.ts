/**
 * `npm run --silent prove -- [--lesson ID] [--seeds FROM-TO] [--json]`: plays the proofs of the lessons over seeds, and says in
 * how many each script passed and each claim held. A lesson whose proof falls short teaches what the model does not do.
 */
import { resolve } from 'node:path'
import { findLesson, LESSONS, listFolders, readLessons } from './lessonFiles.ts'
import { proveAll } from './provePool.ts'
import { LessonError } from '../course/lessonError.ts'
import type { ParsedLesson } from '../course/parseLesson.ts'
import { countProof, type ProofLine } from '../course/proof.ts'
import { toOneLine } from '../schema/fieldError.ts'

const HELP = `Usage: npm run --silent prove -- [--lesson ID] [--seeds FROM-TO] [--folder DIR] [--json]

Plays every lesson's solutions, the scripts that must fail, and its claims, and prints
in how many seeds each check passed.

  --lesson ID      only this lesson
  --seeds FROM-TO  whole numbers, both included; 1-8 where nothing is said
  --folder DIR     lessons that lie somewhere else
  --json           print one JSON document
  --help           print this text

Exit status: 0 proven; 1 a solution passed in fewer than 80 % of the seeds, a script that must
fail passed in more than 20 %, or a claim failed; 2 the arguments or a lesson are not valid
(one line on standard error says why).
`
const MAX_SEEDS = 10_000

class UsageError extends Error {}

interface Arguments {
  lesson: string | null
  seeds: string[]
  folder: string
  json: boolean
}

function readArguments(list: readonly string[]): Arguments | 'help' {
  const found: Arguments = { lesson: null, seeds: toSeeds('1-8'), folder: LESSONS, json: false }
  const rest = [...list]
  const value = (name: string) => {
    const next = rest.shift()
    if (next === undefined || next.startsWith('--'))
      throw new UsageError(`${name}: got nothing, expected a value`)
    return next
  }
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (name === '--help' || name === '-h') return 'help'
    if (name === '--json') found.json = true
    else if (name === '--lesson') found.lesson = value(name)
    else if (name === '--folder') found.folder = resolve(value(name))
    else if (name === '--seeds') found.seeds = toSeeds(value(name))
    else throw new UsageError(`${name}: unknown option; --help tells the known ones`)
  }
  return found
}

function toSeeds(text: string): string[] {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? []
  const count = Number(to) - Number(from) + 1
  if (!(count >= 1 && count <= MAX_SEEDS))
    throw new UsageError(`--seeds: got "${text}", expected FROM-TO, at most ${MAX_SEEDS} seeds`)
  return Array.from({ length: count }, (_, i) => String(Number(from) + i))
}

const NAMES: Readonly<Record<ProofLine['kind'], string>> = {
  solution: 'solution',
  mustFail: 'must fail',
  claim: 'claim',
  opposite: 'its opposite',
}

function toText({ kind, name, passed, seeds, asked, isProven }: ProofLine): string {
  const isLeast = kind === 'solution' || kind === 'claim'
  const share = `${((passed / seeds) * 100).toFixed(0)} %`
  const bound = `${isLeast ? 'at least' : 'at most'} ${(asked * 100).toFixed(0)} %`
  return `  ${isProven ? 'ok  ' : 'FAIL'}  ${NAMES[kind].padEnd(12)}  ${name}: ${passed} of ${seeds} (${share}, ${bound})`
}

function readOne(folder: string, id: string): ParsedLesson {
  const found = findLesson(folder, id)
  if (found) return found
  const known = listFolders(folder).map((name) => name.replace(/^\d+-/, ''))
  throw new UsageError(`--lesson: got "${id}", expected one of ${known.join(', ')}`)
}

async function prove({ lesson: id, seeds, folder, json }: Arguments): Promise<boolean> {
  const chosen = (id === null ? readLessons(folder) : [readOne(folder, id)]).map(({ lesson }) => lesson)
  const tasks = chosen.flatMap((lesson) => seeds.map((seed) => ({ lesson: lesson.id, seed })))
  const results = await proveAll(folder, tasks)
  const proofs = chosen.map((lesson, i) => {
    const lines = countProof(lesson, results.slice(i * seeds.length, (i + 1) * seeds.length))
    return { lesson: lesson.id, isProven: lines.every((line) => line.isProven), lines }
  })
  const isProven = proofs.every((proof) => proof.isProven)
  const text = proofs.map((proof) => [proof.lesson, ...proof.lines.map(toText)].join('\n')).join('\n\n')
  const from = seeds[0]
  const to = seeds[seeds.length - 1]
  if (json)
    console.log(JSON.stringify({ seeds: { from: Number(from), to: Number(to) }, isProven, lessons: proofs }))
  else
    console.log(
      `${text}${text === '' ? '' : '\n\n'}${proofs.filter((proof) => proof.isProven).length} of ${proofs.length} lessons proven on seeds ${from} to ${to}.`,
    )
  return isProven
}

try {
  const parsed = readArguments(process.argv.slice(2))
  if (parsed === 'help') process.stdout.write(HELP)
  else process.exitCode = (await prove(parsed)) ? 0 : 1
} catch (error) {
  if (!(error instanceof LessonError) && !(error instanceof UsageError)) throw error
  process.stderr.write(`${toOneLine(error.message)}\n`)
  process.exitCode = 2
}
