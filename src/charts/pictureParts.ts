/** What all saved pictures share: how fine they are, how their words are set, and how they become files. */

/** How much finer than a CSS pixel saved pictures are. */
export const PICTURE_FINENESS = 2

/** Lines of at most this width. */
export function wrap(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (line && pen.measureText(longer).width > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** @throws Error where the browser makes no picture of the canvas */
export function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('The browser made no picture of the canvas.'))
    }, 'image/png')
  })
}
