/**
 * The text of a file's bytes, whatever program wrote it: UTF-8 with and without a byte order mark, UTF-16 of both orders with
 * and without one, and the one-byte code of Western Windows where the bytes are no UTF-8. Reads bytes, writes nothing.
 */

const MARKS = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
] as const
/** So many bytes tell whether every second one is zero, as in numbers and dates of UTF-16. */
const CODE_BYTES = 200

export function decodeText(bytes: Uint8Array): string {
  const marked = MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))
  const code = marked?.[1] ?? findUnmarked(bytes)
  try {
    return new TextDecoder(code, { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(code === 'utf-8' ? 'windows-1252' : code).decode(bytes)
  }
}

/** Digits, signs and Latin letters have a zero byte in UTF-16, always on the same side. */
function findUnmarked(bytes: Uint8Array): string {
  const start = bytes.subarray(0, CODE_BYTES)
  const countZeros = (rest: number) => start.filter((byte, i) => byte === 0 && i % 2 === rest).length
  const [even, odd] = [countZeros(0), countZeros(1)]
  const isMost = (zeros: number) => zeros > start.length / 4
  return isMost(odd) && even === 0 ? 'utf-16le' : isMost(even) && odd === 0 ? 'utf-16be' : 'utf-8'
}
