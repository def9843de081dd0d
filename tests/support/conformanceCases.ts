/**
 * The conformance cases of both versions: a document, what a run of it must print, and the branches it goes through.
 * Reads the files of tests/conformance/cases. Source: docs/model.md.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { VersionOneInput, WorldInput } from './oracle/document.ts'

interface Case<Document> {
  file: string
  covers: string[]
  scenario: Document
  expected: Record<string, unknown>
}

const FOLDER = new URL('../conformance/cases/', import.meta.url)

const cases = readdirSync(FOLDER)
  .sort()
  .map((file) => ({
    ...(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Omit<
      Case<VersionOneInput | WorldInput>,
      'file'
    >),
    file,
  }))

export const versionOneCases = cases.filter(
  (found): found is Case<VersionOneInput> => found.scenario.version === 1,
)

export const worldCases = cases.filter((found): found is Case<WorldInput> => found.scenario.version === 2)

/** Every branch that some case of a world goes through. */
export const worldBranches = [...new Set(worldCases.flatMap(({ covers }) => covers))].sort()
