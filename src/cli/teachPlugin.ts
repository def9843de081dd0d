/**
 * `virtual:teach`: the class plans, and behind them one worksheet a lesson. A plan that names what does not exist, or whose
 * minutes do not add up, stops the build with its file and field.
 */
import type { Plugin } from 'vite'
import { emitContent, IMPORT_READER } from './contentFile.ts'
import { buildLesson, LESSONS, readShownLessons } from './lessonFiles.ts'
import type { LessonSource } from './lessonsPlugin.ts'
import { buildWorksheet, listPlanFiles, readPlans } from './teachContent.ts'

const TEACH = 'virtual:teach'
const SHEET = 'virtual:worksheet/'

/** @param root another folder of lessons, for tests */
export function teach(root = LESSONS): Plugin {
  let isBuild = false
  let source: LessonSource = {
    all: () => readShownLessons(root),
    build: (parsed) => buildLesson(root, parsed),
  }
  return {
    name: 'teach',
    configResolved({ command, plugins }) {
      isBuild = command === 'build'
      // What the lessons' own plugin has read is not read again.
      const lessons = plugins.find(({ name }) => name === 'lessons')?.api as LessonSource | undefined
      if (lessons) source = lessons
    },
    resolveId: (id) => (id === TEACH || id.startsWith(SHEET) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${TEACH}`) {
        for (const file of listPlanFiles(root)) this.addWatchFile(file)
        return isBuild ? emitTeach(this, root, source) : writeTeach(root, source)
      }
      if (!id.startsWith(`\0${SHEET}`)) return undefined
      const name = id.slice(`\0${SHEET}`.length)
      const found = source.all().find(({ lesson }) => lesson.id === name)
      if (!found) throw new Error(`There is no lesson "${name}".`)
      return `export default ${JSON.stringify(buildWorksheet(found.number, source.build(found)))}`
    },
  }
}

/** In development a worksheet is a module of its own. */
function writeTeach(root: string, source: LessonSource): string {
  const lessons = source.all()
  const sheets = lessons.map(
    ({ lesson }) => `'${lesson.id}': () => import('${SHEET}${lesson.id}').then((module) => module.default)`,
  )
  return `export const plans = ${JSON.stringify(readPlans(root, lessons))}
export const worksheets = {${sheets.join(',\n')}}`
}

/** In the built site the plans are a file that names a file for each worksheet. */
function emitTeach(context: Parameters<typeof emitContent>[0], root: string, source: LessonSource): string {
  const lessons = source.all()
  const sheets = lessons.map((parsed) => {
    const { id } = parsed.lesson
    const sheet = buildWorksheet(parsed.number, source.build(parsed))
    return [id, emitContent(context, `worksheet-${id}`, sheet).name]
  })
  return `${IMPORT_READER}
const address = ${emitContent(context, 'plans', { plans: readPlans(root, lessons), sheets }).address}
const content = await readContent('plans', address)
export const { plans } = content
export const worksheets = Object.fromEntries(
  content.sheets.map(([id, file]) => [id, () => readContent(\`worksheet-\${id}\`, new URL(file, address))]),
)`
}
