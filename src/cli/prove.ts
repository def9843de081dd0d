/**
 * `npm run --silent prove -- [--lesson ID] [--night ID] [--seeds FROM-TO] [--json]`: plays the proofs of the lessons and of the nights
 * of the risk desk over seeds, and says in how many each script passed and each claim held. A lesson whose proof falls short teaches
 * what the model does not do, and a night that luck or brute force wins teaches nothing.
 */
import { resolve } from 'node:path'
import { readSeeds, sortArguments } from './commandArguments.ts'
import { UsageError } from './commandFile.ts'
import { findLesson, LESSONS, listFolders, readLessons } from './lessonFiles.ts'
import { readNights } from './nightFiles.ts'
import { proveAll } from './provePool.ts'
import { LessonError } from '../course/lessonError.ts'
import type { ParsedLesson } from '../course/parseLesson.ts'
import { countProof, type ProofLine } from '../course/proof.ts'
import type { Night } from '../nights/night.ts'
import { countNightProof, type NightLine } from '../risk/nights/proof.ts'
import { toOneLine } from '../schema/fieldError.ts'

const HELP = `Usage: npm run --silent prove -- [--lesson ID] [--night ID] [--seeds FROM-TO] [--folder DIR] [--json]

Plays every lesson's solutions, the scripts that must fail, and its claims, and prints
in how many seeds each check passed. Nights of the risk desk too: their ids begin with
night-, and each seed is judged on hidden seeds of its own.

  --lesson ID      only this lesson
  --night ID       only this night, as in night-leverage-and-margin
  --seeds FROM-TO  whole numbers, both included; 1-8 where nothing is said
  --folder DIR     lessons that lie somewhere else
  --json           print one JSON document
  --help           print this text

Exit status: 0 proven; 1 a solution passed in fewer than 80 % of the seeds, a script that must
fail passed in more than 20 %, a claim failed, or a player by chance won a night in 15 % or
more of the plays; 2 the arguments or a lesson are not valid
(one line on standard error says why).
`
const MAX_SEEDS = 10_000

interface Arguments {
  lesson: string | null
  night: string | null
  seeds: string[]
  folder: string
  json: boolean
}

function readArguments(list: readonly string[]): Arguments | 'help' {
  if (list.includes('--help') || list.includes('-h')) return 'help'
  const { files, values, switches } = sortArguments(
    list,
    ['--lesson', '--night', '--seeds', '--folder'],
    ['--json'],
  )
  if (files.length > 0) throw new UsageError(`${files[0]}: unknown option; --help tells the known ones`)
  const { from, to } = readSeeds(values.get('--seeds') ?? '1-8', MAX_SEEDS)
  return {
    lesson: values.get('--lesson') ?? null,
    night: values.get('--night') ?? null,
    seeds: Array.from({ length: to - from + 1 }, (_, i) => String(from + i)),
    folder: resolve(values.get('--folder') ?? LESSONS),
    json: switches.has('--json'),
  }
}

type Line = ProofLine | NightLine

const NAMES: Readonly<Record<Line['kind'], string>> = {
  solution: 'solution',
  mustFail: 'must fail',
  claim: 'claim',
  opposite: 'its opposite',
  chance: 'by chance',
  floor: 'safe end',
}
const LEAST: readonly Line['kind'][] = ['solution', 'claim', 'floor']

function toText({ kind, name, passed, seeds, asked, isProven }: Line): string {
  const share = `${((passed / seeds) * 100).toFixed(0)} %`
  const bound = `${LEAST.includes(kind) ? 'at least' : kind === 'chance' ? 'below' : 'at most'} ${(asked * 100).toFixed(0)} %`
  return `  ${isProven ? 'ok  ' : 'FAIL'}  ${NAMES[kind].padEnd(12)}  ${name}: ${passed} of ${seeds} (${share}, ${bound})`
}

function readOne(folder: string, id: string): ParsedLesson {
  const found = findLesson(folder, id)
  if (found) return found
  const known = listFolders(folder).map((name) => name.replace(/^\d+-/, ''))
  throw new UsageError(`--lesson: got "${id}", expected one of ${known.join(', ')}`)
}

/** Before the ids of nights, so that none is that of a lesson. */
const NIGHT_MARK = 'night-'

function chooseNights(folder: string, id: string | null): { chosen: Night[]; nights: Night[] } {
  const nights = readNights(folder).map(({ night }) => night)
  if (id === null) return { chosen: nights, nights }
  const chosen = nights.filter((night) => night.id === id.replace(NIGHT_MARK, ''))
  if (chosen.length > 0) return { chosen, nights }
  const known = nights.map((night) => `${NIGHT_MARK}${night.id}`)
  throw new UsageError(`--night: got "${id}", expected one of ${known.join(', ') || 'none'}`)
}

interface Proof {
  readonly lesson: string
  readonly isProven: boolean
  readonly lines: readonly Line[]
}

const toProof = (lesson: string, lines: readonly Line[]): Proof => {
  return { lesson, isProven: lines.every((line) => line.isProven), lines }
}

async function proveLessons({ lesson: id, night, seeds, folder }: Arguments): Promise<Proof[]> {
  if (id === null && night !== null) return []
  const chosen = (id === null ? readLessons(folder) : [readOne(folder, id)]).map(({ lesson }) => lesson)
  const tasks = chosen.flatMap((lesson) => seeds.map((seed) => ({ id: lesson.id, seed })))
  const results = await proveAll(folder, 'lesson', tasks)
  return chosen.map((lesson, i) =>
    toProof(lesson.id, countProof(lesson, results.slice(i * seeds.length, (i + 1) * seeds.length))),
  )
}

async function proveNights({ lesson, night: id, seeds, folder }: Arguments): Promise<Proof[]> {
  if (id === null && lesson !== null) return []
  const { chosen, nights } = chooseNights(folder, id)
  const tasks = chosen.flatMap((night) => seeds.map((seed) => ({ id: night.id, seed })))
  const results = await proveAll(folder, 'night', tasks)
  return chosen.map((night, i) => {
    const own = results.slice(i * seeds.length, (i + 1) * seeds.length)
    return toProof(`${NIGHT_MARK}${night.id}`, countNightProof({ night, nights }, own))
  })
}

async function prove(parsed: Arguments): Promise<boolean> {
  const { seeds, json } = parsed
  const lessons = await proveLessons(parsed)
  const nights = await proveNights(parsed)
  const proofs = [...lessons, ...nights]
  const isProven = proofs.every((proof) => proof.isProven)
  const text = proofs.map((proof) => [proof.lesson, ...proof.lines.map(toText)].join('\n')).join('\n\n')
  const from = seeds[0]
  const to = seeds[seeds.length - 1]
  const counts = [[lessons, 'lessons'] as const, [nights, 'nights'] as const].flatMap(([list, what]) =>
    list.length === 0 ? [] : [`${list.filter((proof) => proof.isProven).length} of ${list.length} ${what}`],
  )
  if (json)
    console.log(JSON.stringify({ seeds: { from: Number(from), to: Number(to) }, isProven, lessons: proofs }))
  else
    console.log(
      `${text}${text === '' ? '' : '\n\n'}${counts.join(' and ') || '0 of 0 lessons'} proven on seeds ${from} to ${to}.`,
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
