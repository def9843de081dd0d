/**
 * A history of prices in a link, where they are whole numbers: the first one, and by how much each differs from the one before, in digits
 * of base 30. A small letter or a figure ends a number, so that a usual day takes two characters.
 */
import { FieldError } from './fieldError.ts'
import type { FairValueDocument } from './fairValue.ts'
import { LIST_SEPARATOR, readNumber, writeNumber } from './linkText.ts'

type History = Extract<FairValueDocument, { process: 'history' }>

const BASE = 30
/** The first 30 end a number, the others say that it goes on. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX'
/** Beyond that no link would be short enough. */
const MOST_PRICES = 600
const LARGEST = 1e9
/** As many digits as the widest difference has. */
const MOST_DIGITS = 7

export function fitsIntoLink({ prices }: History): boolean {
  return prices.length <= MOST_PRICES && prices.every((price) => Number.isInteger(price) && price <= LARGEST)
}

/** `0`, the first price and the differences; in place of the `0` the length of the blocks, where it is replayed in blocks. */
export function writeHistory({ prices, blockSteps = 0 }: History): string {
  const moves = prices.slice(1).map((price, i) => writeMove(price - prices[i]))
  return [writeNumber(blockSteps), writeNumber(prices[0]), moves.join('')].join(LIST_SEPARATOR)
}

/** @throws FieldError that names the field */
export function readHistory(path: string, text: string): object {
  const [block = '', first = '', moves = ''] = text.split(LIST_SEPARATOR)
  const blockSteps = readNumber(path, block)
  let price = readNumber(path, first)
  const prices = [price, ...readMoves(path, moves).map((move) => (price += move))]
  return { process: 'history', prices, ...(blockSteps > 0 && { blockSteps }) }
}

/** Falls are odd, rises even, so that both are short. */
function writeMove(move: number): string {
  let rest = move < 0 ? -2 * move - 1 : 2 * move
  let text = DIGITS[rest % BASE]
  while ((rest = Math.floor(rest / BASE)) > 0) text = DIGITS[BASE + (rest % BASE)] + text
  return text
}

function readMoves(path: string, text: string): number[] {
  const wrong = () => new FieldError(path, text, 'a history of prices, as a link writes it')
  const moves: number[] = []
  let [value, digits] = [0, 0]
  for (const sign of text) {
    const digit = DIGITS.indexOf(sign)
    if (digit < 0 || ++digits > MOST_DIGITS) throw wrong()
    value = value * BASE + (digit % BASE)
    if (digit >= BASE) continue
    moves.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2)
    value = digits = 0
  }
  if (digits > 0 || moves.length >= MOST_PRICES) throw wrong()
  return moves
}
