/**
 * `virtual:glossary`: the entries of lessons/glossary, joined with the lessons that name their terms. Read when the site
 * is built, so that a mistake stops the build with its term and field and the page has nothing to check.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { parse } from 'yaml'
import { IMPORT_READER, writeContent } from './contentFile.ts'
import { parseGlossary, type GlossaryEntry, type LessonUse } from '../course/glossary.ts'

const LESSONS = resolve(import.meta.dirname, '../../lessons')
const NAME = 'virtual:glossary'
const RESOLVED = `\0${NAME}`

/**
 * The glossary of a folder of lessons.
 * @throws Error that names term and field
 */
export function readGlossary(folder = LESSONS, language = 'en'): GlossaryEntry[] {
  const own = join(folder, 'glossary')
  return parseGlossary(
    parse(readFileSync(join(own, 'terms.yaml'), 'utf8')),
    readFileSync(join(own, `${language}.md`), 'utf8'),
    listLessons(folder, language),
  )
}

/** Lessons in the order of the map. One that cannot be read here is for the lessons' own loader to complain about. */
function listLessons(folder: string, language: string): LessonUse[] {
  return readdirSync(folder)
    .filter((name) => /^\d\d-/.test(name))
    .sort()
    .flatMap((name) => {
      const data = join(folder, name, 'lesson.yaml')
      const words = join(folder, name, `${language}.md`)
      if (!existsSync(data) || !existsSync(words)) return []
      try {
        const lesson = parse(readFileSync(data, 'utf8')) as { id?: unknown; terms?: unknown } | null
        const title = /^# +(.+)$/m.exec(readFileSync(words, 'utf8'))?.[1].trim()
        if (typeof lesson?.id !== 'string' || title === undefined || !Array.isArray(lesson.terms)) return []
        return [{ id: lesson.id, title, terms: lesson.terms.map(String) }]
      } catch {
        return []
      }
    })
}

export function glossary(): Plugin {
  let isBuild = false
  return {
    name: 'glossary',
    configResolved: ({ command }) => {
      isBuild = command === 'build'
    },
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined
      this.addWatchFile(join(LESSONS, 'glossary', 'terms.yaml'))
      this.addWatchFile(join(LESSONS, 'glossary', 'en.md'))
      return `${IMPORT_READER}
export default await ${writeContent(this, isBuild, 'glossary', readGlossary())}`
    },
  }
}
