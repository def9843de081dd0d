/**
 * A figure that is drawn as SVG on the page, as a PNG that explains itself: its title and what it says above, where its numbers come
 * from below, in the present theme.
 */
import { PICTURE_FINENESS, toPng, wrap } from './pictureParts.ts'

const WIDTH = 960
const MOST_HEIGHT = 900
const MARGIN = 28

/** What the style sheet says of a mark, and a file of its own has to say by itself. */
const PRESENTATION = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

export interface PictureWords {
  readonly title: string
  readonly sentence: string
  /** Where the numbers come from. */
  readonly source: string
}

/** @throws Error where the browser gives no canvas, or no picture of it */
export async function createSvgPicture(
  svg: SVGSVGElement,
  { title, sentence, source }: PictureWords,
): Promise<Blob> {
  const style = getComputedStyle(svg)
  const inner = WIDTH - 2 * MARGIN
  const { width, height } = svg.viewBox.baseVal
  const scale = Math.min(inner / width, MOST_HEIGHT / height)
  const drawn = await drawAlone(svg, width * scale, height * scale)
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser gives no 2D canvas.')
  const setFont = (size: number, weight = 400) => (pen.font = `${weight} ${size}px ${style.fontFamily}`)
  setFont(22, 700)
  const heads = wrap(pen, title, inner)
  setFont(16)
  const words = wrap(pen, sentence, inner)
  setFont(12)
  const sources = wrap(pen, source, inner)
  const top = MARGIN + heads.length * 30 + words.length * 23 + 14
  canvas.width = WIDTH * PICTURE_FINENESS
  canvas.height = (top + height * scale + 16 + sources.length * 17 + MARGIN / 2) * PICTURE_FINENESS
  pen.scale(PICTURE_FINENESS, PICTURE_FINENESS)
  pen.fillStyle = style.getPropertyValue('--ground')
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.textBaseline = 'top'
  let y = MARGIN
  const write = (lines: readonly string[], size: number, step: number, color: string, weight = 400) => {
    setFont(size, weight)
    pen.fillStyle = style.getPropertyValue(color)
    for (const line of lines) {
      pen.fillText(line, MARGIN, y)
      y += step
    }
  }
  write(heads, 22, 30, '--text', 700)
  write(words, 16, 23, '--text')
  pen.drawImage(drawn, MARGIN, top, width * scale, height * scale)
  y = top + height * scale + 16
  write(sources, 12, 17, '--quiet')
  return toPng(canvas)
}

/** The drawing as an image that needs no style sheet. */
async function drawAlone(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const marks = [svg, ...svg.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  marks.forEach((mark, i) => {
    const style = getComputedStyle(mark)
    for (const name of PRESENTATION) copies[i].setAttribute(name, style.getPropertyValue(name))
    copies[i].removeAttribute('class')
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width * PICTURE_FINENESS))
  copy.setAttribute('height', String(height * PICTURE_FINENESS))
  const text = new XMLSerializer().serializeToString(copy)
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(url)
  }
}
