/**
 * Goal: every formula of the glossary, as it is drawn, gives its number.
 * Method: the tree that MathML is made of is computed with numbers for its letters and words, and compared with what comes of
 * the same numbers in the engine's or the figures' own functions, or by hand. A formula without a row here fails.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseGlossaryWords } from '../../src/course/glossaryWords.ts'
import {
  displacementOf,
  impermanentLoss,
  liquidationPrice,
  markPrice,
  pushLeft,
  totalFall,
} from '../../src/ui/live/formulas.ts'
import { parseFormula, toPlainText, type Formula } from '../../src/ui/rules/formula.ts'

type Values = Readonly<Record<string, number>>
const SIGNS = ['=', '≈', '<', '>', '≤', '≥']

/** Reads a row from left to right: sums of products, a product also where nothing stands between. */
class Reader {
  #at = 0
  readonly #parts: readonly Formula[]
  readonly #values: Values

  constructor(parts: readonly Formula[], values: Values) {
    this.#parts = parts
    this.#values = values
  }

  read(): number {
    const value = this.#sum()
    if (this.#at < this.#parts.length) throw new Error(`left over: ${this.#next}`)
    return value
  }

  get #next(): string {
    const part = this.#parts.at(this.#at)
    return part?.kind === 'operator' ? part.text : part ? 'value' : ''
  }

  #sum(): number {
    let value = this.#product()
    while (this.#next === '+' || this.#next === '−')
      value += this.#parts[this.#at++] && this.#before === '+' ? this.#product() : -this.#product()
    return value
  }

  get #before(): string {
    return toPlainText(this.#parts[this.#at - 1])
  }

  #product(): number {
    if (this.#next === '−') {
      this.#at++
      return -this.#product()
    }
    let value = this.#atom()
    while (['×', '·', 'value', '(', 'Σ'].includes(this.#next)) {
      if (this.#next === '×' || this.#next === '·') this.#at++
      value *= this.#atom()
    }
    // A bar that opens comes where a value can; one that closes is its reader's.
    return value
  }

  #atom(): number {
    const part = this.#parts[this.#at++]
    if (part.kind !== 'operator') {
      const args =
        this.#next === '(' && ['min', 'ln', 'cov'].includes(toPlainText(part)) ? this.#list() : null
      if (!args) return evaluate(part, this.#values)
      const name = toPlainText(part)
      return name === 'min' ? Math.min(...args) : name === 'ln' ? Math.log(args[0]) : this.#values['cov']
    }
    // So many of the same.
    if (part.text === 'Σ') return this.#values['Σ'] * this.#atom()
    if (part.text === '(') {
      this.#at--
      return this.#list()[0]
    }
    if (part.text !== '|') throw new Error(`no value: ${part.text}`)
    const value = Math.abs(this.#sum())
    this.#at++
    return value
  }

  /** What stands in brackets, with commas between. */
  #list(): number[] {
    const values: number[] = []
    do {
      this.#at++
      values.push(this.#sum())
    } while (this.#next === ',')
    this.#at++
    return values
  }
}

function evaluate(formula: Formula, values: Values): number {
  switch (formula.kind) {
    case 'number':
      return Number(formula.text)
    case 'row':
      return new Reader(formula.parts, values).read()
    case 'fraction':
      return evaluate(formula.of, values) / evaluate(formula.by, values)
    case 'power':
      return evaluate(formula.of, values) ** evaluate(formula.by, values)
    case 'root':
      return Math.sqrt(evaluate(formula.of, values))
    default: {
      const value = values[toPlainText(formula)]
      if (value === undefined) throw new Error(`no number for ${toPlainText(formula)}`)
      return value
    }
  }
}

/** The sides of a line around its sign; what follows as a remark is left out. */
function split(line: string): { sides: Formula[]; sign: string } {
  const whole = parseFormula(line)
  const parts = whole.kind === 'row' ? whole.parts : [whole]
  const isRemark = (part: Formula) =>
    (part.kind === 'words' && /^\s|\s$/.test(part.text)) ||
    (part.kind === 'operator' && /[→,]/.test(part.text))
  // Within brackets a comma parts what a function is of, and a sign is part of an event.
  let depth = 0
  const isOutside = parts.map((part) => {
    if (part.kind === 'operator' && '()'.includes(part.text)) depth += part.text === '(' ? 1 : -1
    return depth === 0
  })
  const isLabeled = parts[0].kind === 'words' && /:\s?$/.test(parts[0].text)
  const first = isLabeled ? 1 : 0
  const end = parts.findIndex((part, at) => at >= first && isOutside[at] && isRemark(part))
  const told = parts.slice(first, end < 0 ? undefined : end)
  const at = told.findIndex(
    (part, i) => isOutside[i + first] && part.kind === 'operator' && SIGNS.includes(part.text),
  )
  const toRow = (list: Formula[]): Formula => ({ kind: 'row', parts: list })
  if (at < 0) return { sides: [toRow(told)], sign: '' }
  return { sides: [toRow(told.slice(0, at)), toRow(told.slice(at + 1))], sign: toPlainText(told[at]) }
}

/** A line with numbers, and what comes of them: the right side of an equation, whether an inequality holds, or the value. */
type Row = readonly [id: string, values: Values, expected: number | boolean]

const long = { q: 1000, c: -90_000, μ: 0.01, p: 95 }
const ROWS: readonly Row[] = [
  ['bankruptcy-risk', { 'runs that end with bad debt': 3, 'all runs': 12 }, 0.25],
  ['leverage', { 'value of the position': 1000, deposit: 40 }, 25],
  ['initial-margin', { leverage: 25 }, 0.04],
  ['maintenance-margin', { equity: 9, μ: 0.01, 'value of the position': 1000 }, true],
  ['leverage-ratio', { q: -1000, p: 95, equity: 5000 }, 19],
  // 10 times at 100, one contract a cent a dollar.
  ['liquidation-price', long, liquidationPrice(100, 10, 0.01)],
  ['liquidation-price', { ...long, q: -1000, c: 110_000 }, 110 / 1.01],
  ['position-bankruptcy', { c: -90_000, 'proceeds of closing': 89_999 }, true],
  ['bankruptcy-price', long, 90],
  ['negative-equity', { ...long, p: 89.9 }, true],
  ['bad-debt', { deficit: 100, fund: 30, 'exchange’s own money': 20, 'socialized loss': 10 }, 40],
  ['liquidation-engine', { 'liquidations in a step': 50, capacity: 50 }, true],
  [
    'market-impact',
    { 'price after': 98, 'price before': 100, n: 300, D: 100 },
    -displacementOf('exponential', 3),
  ],
  ['execution-risk', { 'average fill': 98, 'price before': 100 }, 0.02],
  ['forced-selling-loop', { 'first push': 0.04, R: 0.75 }, totalFall(0.04, 0.75) ?? NaN],
  ['insurance-fund', { deficit: 100, 'what is left in the fund': 60 }, 60],
  ['exchange-insurance-fund', { 'fund at the start': 100, fees: 20, 'paid for deficits': 50 }, 70],
  ['socialized-loss', { loss: 90, 'your profit': 20, 'all profits': 60 }, 30],
  ['auto-deleveraging', { profit: 50, deposit: 100, 'effective leverage': 6 }, 3],
  ['circuit-breaker', { p: 94, 'p a window ago': 100, limit: 0.05 }, true],
  ['bull-market-leverage', { 'leverage wanted': 10, equity: 70 }, 700],
  ['volatility-sensitivity', { 'change of the risk': 0.06, 'change of the volatility': 0.2 }, 0.3],
  ['extreme-event-modeling', { C: 2, s: 4, α: 3 }, 2 / 64],
  ['backtesting', { days: 250, confidence: 0.99 }, 2.5],
  // Of −1 and 1, equally often: the thinnest there is.
  ['kurtosis', { 'mean fourth power of deviations': 1, σ: 1 }, 1],
  ['tail-index', { α: 3, 'frequency of moves': 0.08 }, 0.01],
  ['market-maker-risk', { 'normal depth': 80, 'makers’ capital left': 30, 'capital at the start': 120 }, 20],
  ['systemic-correlation', { cov: 6, σ_a: 2, σ_b: 5, r_a: 0, r_b: 0 }, 0.6],
  ['risk-on-correlation', { cov: 6, σ_a: 2, σ_b: 5, r_a: 0, r_b: 0 }, 0.6],
  ['contagion', { 'what it owes': 100, 'what it has': 50, 'what others pay it': 20 }, 70],
  ['borrowing-protocol-risk', { collateral: 100, threshold: 0.8, debt: 64 }, 1.25],
  ['impermanent-loss', { k: 4 }, impermanentLoss(4)],
  ['balance-sheet-insolvency', { assets: 90, liabilities: 100 }, true],
  ['tokenomics-security', { 'tokens held': 50, 'price they would fetch': 0.4 }, 20],
  ['systemic-risk-monitoring', { 'open interest near liquidation': 60, depth: 40 }, 1.5],
  ['open-interest', { Σ: 4, q: -1000 }, 2000],
  ['mark-price', { w: 0.25, index: 100, 'last price': 92 }, markPrice(100, 92, 0.25)],
  ['depth', { 'contracts whose sale moves the price by 1 %': 300 }, 300],
  ['resilience', { 'x_t − 1': 0.08, resilience: 0.25 }, pushLeft(0.08, 0.25, 1)],
  ['clawback', { loss: 90, 'your profit of the period': 20, 'all profits of the period': 60 }, 30],
  ['default-waterfall', { 'a layer pays': 1, 'its balance': 10, 'loss left by the layers before': 25 }, 10],
  ['cross-margin', { ...long, Σ: 3 }, 195_000],
  ['isolated-margin', long, 5_000],
  ['price-band', { p: 96, reference: 100, band: 0.05 }, true],
  ['funding-rate', { 'position’s value': 1000, 'funding rate': 0.0001 }, 0.1],
  ['haircut', { loan: 80, haircut: 0.2, 'value of the collateral': 100 }, true],
  ['equity', long, 5_000],
  ['amplification', { 'fall of the price': 0.16, 'fall of fair value': 0.04 }, 4],
  [
    'spiral-number',
    {
      'close factor': 0.5,
      w: 0.2,
      'contracts sold out within the next 1 %': 600,
      'contracts whose sale moves the price by 1 %': 100,
    },
    2.4,
  ],
  ['long-and-short', { q: 1000, 'price now': 95, 'price at entry': 100 }, -5_000],
  ['fair-value', { price: 84, 'fair value': 96 }, -0.125],
  ['deposit', { 'value of the position': 1000, leverage: 25 }, 40],
]

const words = parseGlossaryWords(readFileSync('lessons/glossary/en.md', 'utf8'))
const lines = [...words].flatMap(([id, { formula }]) => formula.map((line) => ({ id, line })))

describe('a formula of the glossary gives its number', () => {
  it('and every one is looked at', () => expect(lines.map(({ id }) => id)).toEqual(ROWS.map(([id]) => id)))

  it.each(lines.map(({ id, line }, at) => [id, line, at] as const))('%s: %s', (_id, line, at) => {
    const [, values, expected] = ROWS[at]
    const { sides, sign } = split(line)
    const right = evaluate(sides[sides.length - 1], values)
    if (typeof expected === 'number') return expect(right).toBeCloseTo(expected, 9)
    const left = evaluate(sides[0], values)
    const holds = { '<': left < right, '>': left > right, '≤': left <= right, '≥': left >= right }[sign]
    expect(holds).toBe(expected)
  })
})
