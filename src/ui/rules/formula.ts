/**
 * Formulas as short lines of text, and the tree that they stand for, so that a formula is written once: shown as MathML,
 * and read as plain text where there is none. `√a` is a root, `a_b` is an index, `a^b` a power, `a / b` a fraction, `{…}` groups without
 * being seen, and "words" in quotes stay words.
 */
export type Formula =
  | { readonly kind: 'number' | 'name' | 'operator' | 'words'; readonly text: string }
  | { readonly kind: 'row'; readonly parts: readonly Formula[] }
  | { readonly kind: 'root'; readonly of: Formula }
  | { readonly kind: 'fraction' | 'index' | 'power'; readonly of: Formula; readonly by: Formula }

const TOKEN = /\s*(?:"([^"]*)"|(\d[\d.,]*)|([\p{L}][\p{L}\p{M}′]*)|(.))/uy
const ENDS = new Set(['', '}'])

interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'words'
  readonly text: string
}

function* scan(source: string): Generator<Token> {
  TOKEN.lastIndex = 0
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(source)
    if (!found) return
    const [, words, digits, name, sign] = found
    if (words !== undefined) yield { kind: 'words', text: words }
    else if (digits !== undefined) yield { kind: 'number', text: digits }
    else if (name !== undefined) yield { kind: name === 'Σ' ? 'operator' : 'name', text: name }
    else if (sign.trim() !== '') yield { kind: 'operator', text: sign }
  }
}

/**
 * The tree of one line.
 * @throws Error where a brace or an operand is missing
 */
export function parseFormula(source: string): Formula {
  const tokens = [...scan(source)]
  let at = 0
  const peek = () => tokens[at]?.text ?? ''
  const isSign = (sign: string) => tokens[at]?.kind === 'operator' && tokens[at].text === sign

  function readAtom(): Formula {
    const token = tokens[at++]
    if (!token) throw new Error(`"${source}" ends too early.`)
    // A root is of what stands next to it, before anything is done with it.
    if (token.kind === 'operator' && token.text === '√') return { kind: 'root', of: readAtom() }
    if (token.kind !== 'operator' || token.text !== '{') return token
    const row = readRow()
    if (!isSign('}')) throw new Error(`"${source}" misses a brace.`)
    at++
    return row
  }

  function readPart(): Formula {
    let part = readAtom()
    for (;;) {
      if (isSign('_')) part = { kind: 'index', of: part, by: (at++, readAtom()) }
      else if (isSign('^')) part = { kind: 'power', of: part, by: (at++, readAtom()) }
      else if (isSign('/')) part = { kind: 'fraction', of: part, by: (at++, readPart()) }
      else return part
    }
  }

  function readRow(): Formula {
    const parts: Formula[] = []
    while (at < tokens.length && !(isSign('}') && ENDS.has(peek()))) parts.push(readPart())
    return parts.length === 1 ? parts[0] : { kind: 'row', parts }
  }

  const whole = readRow()
  if (at < tokens.length) throw new Error(`"${source}" has a brace too many.`)
  return whole
}

const TIGHT_BEFORE = new Set([')', ',', '('])

/** The formula in one line of plain text, as someone would type it. */
export function toPlainText(formula: Formula): string {
  switch (formula.kind) {
    case 'row':
      return joinRow(formula.parts.map(toPlainText))
    case 'root':
      return `√${inBrackets(formula.of)}`
    case 'fraction':
      return `${inBrackets(formula.of)} / ${inBrackets(formula.by)}`
    case 'index':
      return `${toPlainText(formula.of)}_${toPlainText(formula.by)}`
    case 'power':
      return `${toPlainText(formula.of)}^${inBrackets(formula.by)}`
    default:
      return formula.text
  }
}

/** With spaces where a person would put them: none within brackets and bars. */
function joinRow(parts: readonly string[]): string {
  let text = ''
  let isInBars = false
  for (const part of parts) {
    const last = text.at(-1) ?? ''
    const closesBars = part === '|' && isInBars
    const isTight =
      last === '' || last === '(' || (last === '|' && isInBars) || closesBars || TIGHT_BEFORE.has(part)
    const isCall = part !== '(' || /[\p{L}]/u.test(last)
    text += isTight && isCall ? part : ` ${part}`
    if (part === '|') isInBars = !isInBars
  }
  return text.trim()
}

function inBrackets(part: Formula): string {
  const text = toPlainText(part)
  return part.kind === 'row' ? `(${text})` : text
}
