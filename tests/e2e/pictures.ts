/** Pictures as tests look at them: at rest, taken away by the graphics card, and saved as a file. */
import { expect, type Locator, type Page } from '@playwright/test'
import { untilAnswered } from './modelLine.ts'

/** The picture once nothing in it moves any more. */
export async function takeAtRest(canvas: Locator): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0)
  await untilAnswered(canvas.page())
  await expect(async () => {
    // Drawn anew in between, however late the browser is with its frames.
    await canvas.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const next = await canvas.screenshot()
    const isAtRest = next.equals(last)
    last = next
    expect(isAtRest).toBe(true)
  }).toPass()
  return last
}

/** As if the graphics card had failed; `restore` of the page gives it back. */
export function loseContext(canvas: Locator): Promise<void> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const lose = element.getContext('webgl2')?.getExtension('WEBGL_lose_context')
    lose?.loseContext()
    ;(globalThis as unknown as { restore: () => void }).restore = () => lose?.restoreContext()
  })
}

/** How wide a PNG is, and how many colors it has. */
export async function readPicture(page: Page, file: Buffer): Promise<{ width: number; colors: number }> {
  return page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = document.createElement('canvas')
    canvas.width = picture.width
    canvas.height = picture.height
    const pen = canvas.getContext('2d')
    pen?.drawImage(picture, 0, 0)
    const pixels = pen?.getImageData(0, 0, picture.width, picture.height).data.buffer
    return { width: picture.width, colors: new Set(new Uint32Array(pixels ?? new ArrayBuffer(0))).size }
  }, file.toString('base64'))
}
