/**
 * `virtual:rules`: what stands behind each number, in words and as a formula. It is written beside the numbers, in the tables of readings
 * and dials; in the built site it is content that is fetched with the first rule, and the tables come without it.
 */
import { parseSync, type Plugin } from 'vite'
import { IMPORT_READER, writeContent } from './contentFile.ts'
import type { RuleTexts } from '../course/rules/rule.ts'
import { ruleBook, ruleGroups } from '../course/rules/ruleBook.ts'
import { DIALS } from '../dials/dialTable.ts'

const NAME = 'virtual:rules'
const RESOLVED = `\0${NAME}`
const TABLES = ['/src/schema/readingTable.ts', '/src/schema/worldReadingTable.ts', '/src/schema/poolReadingTable.ts', '/src/dials/dialTable.ts'] // prettier-ignore

/** @internal */
export const ruleTexts: RuleTexts = {
  readings: ruleBook,
  groups: ruleGroups,
  dials: Object.fromEntries(Object.values(DIALS).map(({ id, rule }) => [id, rule])),
}

export function rules(): Plugin {
  let isBuild = false
  return {
    name: 'rules',
    enforce: 'pre',
    configResolved: ({ command }) => {
      isBuild = command === 'build'
    },
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined
      return `${IMPORT_READER}\nexport default await ${writeContent(this, isBuild, 'rules', ruleTexts)}`
    },
    transform(code, id) {
      if (!isBuild || !TABLES.some((table) => id.endsWith(table))) return undefined
      const places = findRules(parseSync(id, code).program)
      if (places.length === 0) this.error(`${id} has no rules that could be left to the content`)
      return { code: empty(code, places), map: null }
    },
  }
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly key?: { readonly name?: string }
  readonly value?: Node
}

/** The objects behind `rule`; a name there leads on to the rule of another number, and stays. */
function findRules(tree: unknown): Node[] {
  if (Array.isArray(tree)) return tree.flatMap(findRules)
  if (tree === null || typeof tree !== 'object') return []
  const { type, key, value } = tree as Node
  if (type === 'Property' && key?.name === 'rule' && value?.type === 'ObjectExpression') return [value]
  return Object.values(tree).flatMap(findRules)
}

function empty(code: string, places: readonly Node[]): string {
  return places.reduceRight((text, { start, end }) => `${text.slice(0, start)}{}${text.slice(end)}`, code)
}
