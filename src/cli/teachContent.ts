/**
 * What teachers get, from the folder lessons/: the class plans, and a worksheet for each lesson. Read and computed when the
 * site is built; the runs behind the answers are made here by the engine.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { RunCache } from './lessonFiles.ts'
import { toHtml } from './markdown.ts'
import { toRunSpec } from '../course/attempt.ts'
import type { LessonModule } from '../course/catalog.ts'
import { LessonError, within } from '../course/lessonError.ts'
import type { Lesson, Settings } from '../course/lesson.ts'
import type { ParsedLesson } from '../course/parseLesson.ts'
import { parsePlan, parsePlanWords, type ClassPlan } from '../course/plans.ts'
import { makeWorksheet, type LineAsk, type Worksheet } from '../course/worksheet.ts'
import { HeldBases } from '../engine/held.ts'
import { RunLook } from '../engine/look.ts'
import { read as readLook } from '../engine/readings.ts'
import { Simulation } from '../engine/simulation.ts'
import { toOneLine } from '../schema/fieldError.ts'

const PLAN = /^([a-z0-9][a-z0-9-]*)\.yaml$/

/** Files of the plans, for whoever watches them. */
export function listPlanFiles(root: string): string[] {
  const folder = join(root, 'plans')
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
    : []
}

/**
 * Every class plan, the shortest first.
 * @throws LessonError for the first one that is wrong
 */
export function readPlans(root: string, lessons: readonly ParsedLesson[], language = 'en'): ClassPlan[] {
  const folder = join(root, 'plans')
  if (!existsSync(folder)) return []
  const wordsFile = join(folder, `${language}.md`)
  const source = existsSync(wordsFile) ? readFileSync(wordsFile, 'utf8') : ''
  const words = within(`lessons/plans/${language}.md`, '', () => parsePlanWords(source))
  const known = lessons.map(({ number, lesson, words: own }) => ({
    id: lesson.id,
    number,
    title: own.title,
    steps: lesson.steps.map(({ id, kind }) => ({ id, title: own.steps[id].title, kind })),
  }))
  const ids = readdirSync(folder).flatMap((name) => PLAN.exec(name)?.[1] ?? [])
  const unused = Object.keys(words).find((id) => !ids.includes(id))
  if (unused !== undefined)
    throw new LessonError(`lessons/plans/${language}.md`, `plan ${unused}: there is no ${unused}.yaml`)
  return ids
    .map((id) => parsePlan(id, readYaml(folder, id), words, known, language))
    .map((plan) => ({
      ...plan,
      summary: toHtml(plan.summary, {}),
      items: plan.items.map((item) => ({ ...item, does: toHtml(item.does, {}) })),
    }))
    .sort((a, b) => a.minutes - b.minutes)
}

function readYaml(folder: string, id: string): unknown {
  try {
    return parse(readFileSync(join(folder, `${id}.yaml`), 'utf8'))
  } catch (error) {
    throw new LessonError(
      `lessons/plans/${id}.yaml`,
      `expected YAML (${toOneLine((error as Error).message)})`,
    )
  }
}

/** The worksheet of a lesson that was built. */
export function buildWorksheet(number: number, module: LessonModule): Worksheet {
  const cache = new RunCache()
  const { lesson } = module
  return makeWorksheet(number, module, {
    lookup: (settings, seed) => cache.run(lesson, settings, seed),
    trace: (ask, settings) => trace(lesson, ask, settings),
  })
}

/** The line that the shown run draws, at the places of the question (from the first push to the end). */
function trace(lesson: Lesson, { series, points }: LineAsk, settings: Settings): number[] {
  const scenario = new HeldBases().resolve(toRunSpec(lesson, settings, lesson.scenario.seeds[0]))
  const simulation = Simulation.create(scenario)
  const read = () => readLook(new RunLook(simulation), series)
  const values = [read()]
  while (!simulation.isDone) {
    simulation.advance()
    values.push(read())
  }
  const push = Math.min(...scenario.shocks.map(({ step }) => step), scenario.steps)
  const first = push === scenario.steps ? 0 : push
  return Array.from({ length: points }, (_, place) => {
    const at = Math.round(first + ((values.length - 1 - first) * place) / Math.max(1, points - 1))
    return values[0] > 0 ? values[Math.min(at, values.length - 1)] / values[0] : 0
  })
}
