/**
 * `virtual:teach`: the class plans, and behind them one worksheet a lesson. A plan that names what does not exist, or whose
 * minutes do not add up, stops the build with its file and field.
 */
import type { Plugin } from 'vite'
import { writeContent } from './contentFile.ts'
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
        const lessons = source.all()
        const sheets = lessons.map((parsed) => {
          const { id: name } = parsed.lesson
          const load = isBuild
            ? writeContent(
                this,
                true,
                `worksheet-${name}`,
                buildWorksheet(parsed.number, source.build(parsed)),
              )
            : `import('${SHEET}${name}').then((module) => module.default)`
          return `'${name}': () => ${load}`
        })
        return `export const plans = ${JSON.stringify(readPlans(root, lessons))}
export const worksheets = {${sheets.join(',\n')}}`
      }
      if (!id.startsWith(`\0${SHEET}`)) return undefined
      const name = id.slice(`\0${SHEET}`.length)
      const found = source.all().find(({ lesson }) => lesson.id === name)
      if (!found) throw new Error(`There is no lesson "${name}".`)
      return `export default ${JSON.stringify(buildWorksheet(found.number, source.build(found)))}`
    },
  }
}
