/**
 * What a printer gets of a page: how many sheets, how far down each is used, and whether anything stands beside the paper. Read from
 * the PDF that Chromium writes: its drawing orders, their places, and the rooms that cut them off.
 */
import type { Page } from '@playwright/test'
import { inflateSync } from 'node:zlib'

export interface PrintedSheet {
  /** How far down the paper something is drawn, as a share of its height; the page's number does not count. */
  readonly end: number
  /** How far right something is drawn, as a share of its width. */
  readonly right: number
}

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
type Box = readonly [left: number, top: number, right: number, bottom: number]
/** The number at the foot of each sheet stands in the margin. */
const FOOT = 0.945

const join = (m: Matrix, n: Matrix): Matrix => [
  n[0] * m[0] + n[1] * m[2],
  n[0] * m[1] + n[1] * m[3],
  n[2] * m[0] + n[3] * m[2],
  n[2] * m[1] + n[3] * m[3],
  n[4] * m[0] + n[5] * m[2] + m[4],
  n[4] * m[1] + n[5] * m[3] + m[5],
]
const place = (m: Matrix, x: number, y: number) =>
  [x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]] as const
const around = (m: Matrix, [x, y, w, h]: readonly number[]): Box => {
  const [[a, b], [c, d]] = [place(m, x, y), place(m, x + w, y + h)]
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}
const within = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
]

/** Texts, filled boxes and pictures of a sheet, where they are seen. Lengths are points, from the bottom as in a PDF. */
function readMarks(orders: string, width: number, height: number): Box[] {
  const marks: Box[] = []
  const kept: { at: Matrix; room: Box }[] = []
  let [at, room]: [Matrix, Box] = [
    [1, 0, 0, 1, 0, 0],
    [-1e9, -1e9, 1e9, 1e9],
  ]
  let boxes: Box[] = []
  let isWhite = false
  const draw = (box: Box) => {
    const seen = within(box, room)
    if (!isWhite && seen[0] < seen[2] && seen[1] < seen[3]) marks.push(seen)
  }
  for (const line of orders.split('\n')) {
    const words = line.trim().split(/\s+/)
    const order = words.pop()
    const numbers = words.slice(-6).map(Number)
    if (order === 'q') kept.push({ at, room })
    else if (order === 'Q') ({ at, room } = kept.pop() ?? { at, room })
    else if (order === 'cm') at = join(at, numbers as unknown as Matrix)
    else if (order === 'rg') isWhite = numbers.slice(-3).every((share) => share > 0.97)
    else if (order === 're') boxes.push(around(at, numbers.slice(-4)))
    else if (order === 'n') {
      for (const box of boxes) room = within(room, box)
      boxes = []
    } else if (order === 'f' || order === 'f*') {
      boxes.forEach(draw)
      boxes = []
    } else if (order === 'Tm') draw(around(join(at, numbers as unknown as Matrix), [0, 0, 1, 1]))
    else if (order === 'Do') draw(around(at, [0, 0, 1, 1]))
  }
  return marks.filter(([, , , top]) => height - top < FOOT * height && width > 0)
}

/** The sheets of a PDF that Chromium wrote. */
function readSheets(file: Buffer): PrintedSheet[] {
  const text = file.toString('latin1')
  const objects = new Map(
    Array.from(text.matchAll(/(?:^|\n)(\d+) 0 obj\b([^]*?)endobj/g), ([, id, body]) => [id, body]),
  )
  const pages = [...objects.values()].filter((body) => /\/Type\s*\/Page\b(?!s)/.test(body))
  return pages.map((body) => {
    const [width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(body)?.slice(1).map(Number) ?? [1, 1]
    const stream = objects.get(/\/Contents (\d+)/.exec(body)?.[1] ?? '') ?? ''
    const start = /stream\r?\n/.exec(stream)
    const raw = Buffer.from(stream.slice((start?.index ?? 0) + (start?.[0].length ?? 0)), 'latin1')
    const marks = readMarks(inflateSync(raw).toString('latin1'), width, height)
    return {
      end: 1 - Math.min(height, ...marks.map(([, bottom]) => bottom)) / height,
      right: Math.max(0, ...marks.map(([, , right]) => right)) / width,
    }
  })
}

/** The sheets that a printer gets, with the margins that browsers begin with. */
export async function print(page: Page, format: 'A4' | 'Letter' = 'A4'): Promise<PrintedSheet[]> {
  const side = '10mm'
  const margin = { top: side, bottom: side, left: side, right: side }
  return readSheets(await page.pdf({ format, preferCSSPageSize: true, margin }))
}
