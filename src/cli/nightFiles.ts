/** Reads nights from their folders (`lessons/nights`), for the build, the proofs and the tests alike. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LESSONS, listFolders, listTerms, readText, readYaml } from './lessonFiles.ts'
import { toHtml } from './markdown.ts'
import type { NightModule } from '../nights/catalog.ts'
import type { Night } from '../nights/night.ts'
import { mapNightWords } from '../nights/nightWords.ts'
import { parseNight, type ParsedNight } from '../nights/parseNight.ts'
import { countLosses } from '../risk/nights/losses.ts'

/** Where nights lie in a folder of lessons. */
const NIGHTS = 'nights'

/** Folders of nights, in order; none where the lessons have no nights. */
export function listNightFolders(root = LESSONS): string[] {
  return existsSync(join(root, NIGHTS)) ? listFolders(join(root, NIGHTS)) : []
}

function readNight(root: string, folder: string, language = 'en'): ParsedNight {
  const at = `${NIGHTS}/${folder}`
  const data = readYaml(root, at, 'night.yaml')
  const words = readText(root, at, `${language}.md`)
  const parsed = parseNight({ folder, data, words, language }, listTerms(root))
  return { ...parsed, night: countOnce(parsed.night) }
}

const counted = new Map<string, Night>()

/** With what its dials need and only runs tell. */
function countOnce(night: Night): Night {
  if (night.dials.fundCover === undefined) return night
  const key = JSON.stringify(night)
  const known = counted.get(key) ?? { ...night, losses: countLosses(night) }
  counted.set(key, known)
  return known
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
