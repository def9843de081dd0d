/**
 * Cuts declarations out of a library's module by their names, for what this site can never reach and a bundler cannot prove to be
 * unreachable. What is cut has to be there, and nothing that stays may name it; so another version of the library stops the build
 * instead of leaving out the wrong thing.
 */

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}
interface Named extends Node {
  readonly id?: { readonly name?: string } | null
  readonly body?: { readonly body: readonly Member[] }
  readonly declarations?: readonly Named[]
  readonly declaration?: Named | null
  readonly specifiers?: readonly Specifier[]
  readonly source?: unknown
}
interface Member extends Node {
  readonly key?: { readonly name?: string }
}
interface Specifier extends Node {
  readonly local: { readonly name?: string }
}

/** `Name` for a declaration of the module, `Name.member` for a method of a class; with what takes its place, or nothing. */
type LeftOut = Readonly<Record<string, string>>

interface Cut {
  readonly start: number
  readonly end: number
  readonly instead: string
}

/**
 * @param parse gives the module's tree, as Rolldown does
 * @throws Error that names what is not there, or is still named by what stays
 */
export function leaveOut(code: string, leftOut: LeftOut, parse: (code: string) => object): string {
  const cuts: Cut[] = []
  const found = new Set<string>()
  const cut = (name: string, { start, end }: Node) => {
    if (!Object.hasOwn(leftOut, name)) return false
    found.add(name)
    cuts.push({ start, end, instead: leftOut[name] })
    return true
  }
  for (const statement of readBody(parse(code))) {
    if (statement.type === 'ExportNamedDeclaration' && !statement.source && statement.specifiers?.length) {
      const kept = statement.specifiers.filter(({ local }) => leftOut[local.name ?? ''] !== '')
      const list = kept.map(({ start, end }) => code.slice(start, end)).join(', ')
      cuts.push({ start: statement.start, end: statement.end, instead: `export { ${list} };` })
      continue
    }
    const name =
      statement.declarations?.length === 1 ? statement.declarations[0].id?.name : statement.id?.name
    if (name === undefined || cut(name, statement) || statement.type !== 'ClassDeclaration') continue
    for (const member of statement.body?.body ?? []) cut(`${name}.${member.key?.name ?? ''}`, member)
  }
  const missing = Object.keys(leftOut).find((name) => !found.has(name))
  if (missing !== undefined) throw new Error(`"${missing}" is to be left out and is not there`)
  const kept = apply(code, cuts)
  checkUnnamed(
    parse(kept),
    Object.keys(leftOut).filter((name) => !name.includes('.') && leftOut[name] === ''),
  )
  return kept
}

const readBody = (program: object) => (program as { readonly body: readonly Named[] }).body

function apply(code: string, cuts: readonly Cut[]): string {
  let kept = ''
  let at = 0
  for (const { start, end, instead } of cuts.toSorted((a, b) => a.start - b.start)) {
    kept += code.slice(at, start) + instead
    at = end
  }
  return kept + code.slice(at)
}

/** Whatever is gone must not be named any more: it would be looked for in vain while the site runs. */
function checkUnnamed(tree: object, names: readonly string[]): void {
  const gone = new Set(names)
  const look = (node: unknown, isKey = false): void => {
    if (Array.isArray(node)) return node.forEach((one) => look(one))
    if (node === null || typeof node !== 'object') return
    const { type, name, computed } = node as { type?: string; name?: string; computed?: boolean }
    if (type === 'Identifier' && !isKey && gone.has(name ?? ''))
      throw new Error(`"${name}" is left out, and something that stays needs it`)
    for (const [field, value] of Object.entries(node))
      look(value, (field === 'key' || field === 'property') && computed === false)
  }
  look(tree)
}
