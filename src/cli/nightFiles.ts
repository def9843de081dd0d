/** Reads nights from their folders (`lessons/nights`), for the build, the proofs and the tests alike. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LESSONS, listFolders, listTerms, readText, readYaml } from './lessonFiles.ts'
import { toHtml } from './markdown.ts'
import type { NightModule } from '../nights/catalog.ts'
import { mapNightWords } from '../nights/nightWords.ts'
import { parseNight, type ParsedNight } from '../nights/parseNight.ts'

/** Where nights lie in a folder of lessons. */
const NIGHTS = 'nights'

/** Folders of nights, in order; none where the lessons have no nights. */
export function listNightFolders(root = LESSONS): string[] {
  return existsSync(join(root, NIGHTS)) ? listFolders(join(root, NIGHTS)) : []
}

function readNight(root: string, folder: string, language = 'en'): ParsedNight {
  const at = `${NIGHTS}/${folder}`
  const data = readYaml(root, at, 'night.yaml')
  return parseNight({ folder, data, words: readText(root, at, `${language}.md`), language }, listTerms(root))
}

/**
 * Every night of the folder, in order.
 * @throws LessonError for the first one that is wrong
 */
export function readNights(root = LESSONS): ParsedNight[] {
  return listNightFolders(root).map((folder) => readNight(root, folder))
}

/** What the page gets of a night. */
export function buildNight({ night, words }: ParsedNight): NightModule {
  return { night, words: mapNightWords(words, (text) => toHtml(text, {})) }
}
