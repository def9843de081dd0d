/**
 * Finds what points somewhere by name (a section or row of docs/, a file, a link), and says of each that leads nowhere why.
 * Reads texts and the headings of docs/; writes nothing. Used by the tests in tests/docs.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a file of docs/ offers to be pointed at. */
interface Target {
  readonly sections: ReadonlySet<string>
  readonly rows: ReadonlySet<string>
}

/** A section is 3, 11.2 or B; a row is A7. */
const ITEM = String.raw`(?:\d+(?:\.\d+)?|[A-G]\d*)(?!\w)`
const LIST = String.raw`${ITEM}(?:(?:, and |, | and | to )${ITEM})*`
/** With the file, or without it, as docs/ points within itself. */
const PLACE = new RegExp(
  String.raw`(?:(?<file>\bdocs/\w+\.md),? )?\b(?<kind>[Ss]ection|[Rr]ow)s? (?<list>${LIST})`,
  'g',
)
/** Files by their capital names, as README.md, and whatever stands in docs/. */
const DOCUMENT = /(?<![\w./*-])(?:docs\/\w+|[A-Z]{2,})\.md\b/g
const PATH = /(?<![\w./~$-])(?:src|tests|docs|lessons|public)\/[\w./*-]*[\w/*]/g
/** The last part of a path to code; `*.worker.ts` is a pattern and no name. */
const NAME = /(?<![\w.*-])[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|svelte|css)\b/g
const LINK = /\]\((?!\w+:)(?<file>[^)#\s]*)(?:#(?<anchor>[^)\s]+))?\)/g

/** A line with this mark speaks of what does not exist yet. */
export const PLANNED = '[planned'

/** What the text of one file of docs/ offers. */
export function readTarget(text: string): Target {
  const heading = /^#{2,3} (\d+(?:\.\d+)?|[A-G])\.? /gm
  const row = /^- \*\*([A-G]\d+)\*\* /gm
  return {
    sections: new Set(Array.from(text.matchAll(heading), ([, name]) => name)),
    rows: new Set(Array.from(text.matchAll(row), ([, name]) => name)),
  }
}

/** `A1 to A3 and B7` one by one. */
function expand(list: string): string[] {
  return list.split(/, and |, | and /).flatMap((part) => {
    const [first, last] = part.split(' to ')
    if (last === undefined) return [first]
    const prefix = first.replace(/\d+$/, '')
    const [from, to] = [first, last].map((name) => Number(name.slice(prefix.length)))
    if (!last.startsWith(prefix) || !(to > from)) return [first, last]
    return Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`)
  })
}

/** One line of prose a comment: pointers go across line ends. */
function unwrap(text: string): string {
  return text.replace(/\s*\n\s*(?:\*(?!\*)|\/\/|#+)?\s*/g, ' ')
}

/** Pointers to sections and rows, each with what is wrong with it, or null. */
export function findPlaces(path: string, text: string): { pointer: string; error: string | null }[] {
  return Array.from(unwrap(text).matchAll(PLACE), ({ 0: pointer, groups }) => {
    const file = groups?.['file'] ?? (path.startsWith('docs/') ? path : undefined)
    if (file === undefined) return { pointer, error: 'does not say of which file' }
    if (!existsSync(file)) return { pointer, error: 'no such file' }
    const { sections, rows } = readTarget(path === file ? text : readFileSync(file, 'utf8'))
    const known = groups?.['kind'].toLowerCase() === 'row' ? rows : sections
    const missing = expand(groups?.['list'] ?? '').filter((name) => !known.has(name))
    return { pointer, error: missing.length === 0 ? null : `no ${missing.join(', ')} there` }
  })
}

/** Names of documents, in any file, that no file has. */
export function findLostDocuments(path: string, text: string): string[] {
  const names = Array.from(text.matchAll(DOCUMENT), ([name]) => name)
  return names.filter((name) => !existsSync(name) && !existsSync(join(dirname(path), name)))
}

/** Paths from the root that do not exist; up to the first star where there is one. Not of what is planned, nor of a pattern. */
export function findLostPaths(text: string): string[] {
  const lines = text.split('\n').filter((line) => !line.includes(PLANNED))
  const paths = lines.flatMap((line) => Array.from(line.matchAll(PATH), ([found]) => found))
  return paths.filter(
    (found) => !/\b(?:NN|NAME)\b/.test(found) && !existsSync(found.replace(/[^/]*\*.*$/, '')),
  )
}

/** Names of files in comments, as moments.ts, that no file of the repository has. */
export function findLostNames(text: string, known: ReadonlySet<string>): string[] {
  const comments = text.split('\n').filter((line) => /^\s*(?:\/\/|\/?\*|<!--|#)/.test(line))
  const names = comments.flatMap((line) => Array.from(line.matchAll(NAME), ([name]) => name))
  return names.filter((name) => !/\bNAME\b/.test(name) && !known.has(name))
}

/** Links of a markdown file to files and anchors of the repository that do not exist. */
export function findLostLinks(path: string, text: string): string[] {
  return Array.from(text.matchAll(LINK)).flatMap(({ groups }) => {
    const file = groups?.['file'] ? join(dirname(path), groups['file']) : path
    if (!existsSync(file)) return [file]
    const anchor = groups?.['anchor']
    const isThere = anchor === undefined || readFileSync(file, 'utf8').includes(`<a id="${anchor}">`)
    return isThere ? [] : [`${file}#${anchor}`]
  })
}
