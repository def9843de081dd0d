/**
 * Goal: in the fastest cascade of the presets no area as large as WCAG names flashes more than three times in a second.
 * Method: the page's own frame loop draws sixty pictures a second on a clock of the test; the pixels are read after
 * each drawing.
 */
import { expect, test } from '@playwright/test'
import { FlashMeter, measureLuminance, WCAG_LIMITS } from '../support/flashes.ts'
import { beginAgain } from './modelLine.ts'
import { choosePace, openSandbox } from './sandboxPage.ts'

const FRAMES = 210
const MS_PER_FRAME = 1_000 / 60

interface Grabber {
  /** From here on the page gets a frame only when the test asks for one. */
  hold(): Promise<void>
  frame(elapsedMs: number): Promise<{ width: number; luminance: number[] } | null>
}
type GrabberWindow = typeof globalThis & {
  grabber: Grabber
  line: { owed: Set<number> }
  measureLuminance: typeof measureLuminance
}
const FINE = 1e5

// Light is the harder one: what is tinted there crosses the luminance at which a flash counts.
const THEMES = process.env['LONG_TESTS'] === '1' ? (['light', 'dark'] as const) : (['light'] as const)
for (const colorScheme of THEMES) {
  test(`the worst preset stays within three flashes a second, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.emulateMedia({ colorScheme })
    // The page's frames come when the test says so, and at the time that the test says.
    await page.addInitScript(
      ([cell, fine]) => {
        const real = requestAnimationFrame.bind(globalThis)
        const clock = { now: 0, isHeld: false }
        let waiting = new Map<number, FrameRequestCallback>()
        let last = 1_000_000
        globalThis.requestAnimationFrame = (call) => {
          if (!clock.isHeld) return real((now) => call((clock.now = now)))
          waiting.set(++last, call)
          return last
        }
        const cancel = cancelAnimationFrame.bind(globalThis)
        globalThis.cancelAnimationFrame = (id) => {
          waiting.delete(id)
          cancel(id)
        }
        ;(globalThis as GrabberWindow).grabber = {
          async hold() {
            clock.isHeld = true
            // What was already asked of the browser comes once more, and then waits here.
            await new Promise((resolve) => real(() => real(resolve)))
          },
          async frame(elapsedMs) {
            clock.now += elapsedMs
            const due = waiting
            waiting = new Map()
            for (const call of due.values()) call(clock.now)
            const canvas = document.querySelector<HTMLCanvasElement>('.stage canvas')
            const gl = canvas?.getContext('webgl2')
            if (!canvas || !gl) return null
            const { drawingBufferWidth: width, drawingBufferHeight: height } = gl
            const copy = new OffscreenCanvas(width, height)
            const context = copy.getContext('2d', { willReadFrequently: true })
            // In the same task as the drawing, so the buffer still holds it.
            context?.drawImage(canvas, 0, 0)
            const pixels = context?.getImageData(0, 0, width, height).data
            // The worker answers between two frames, as it does in front of a person; here it gets the time it needs.
            do await new Promise((resolve) => setTimeout(resolve, 1))
            while ((globalThis as GrabberWindow).line.owed.size > 0)
            if (!pixels) return null
            const { measureLuminance } = globalThis as GrabberWindow
            const luminance = measureLuminance({ width, height, pixels }, cell)
            return { width, luminance: Array.from(luminance, (value) => Math.round(value * fine)) }
          },
        }
      },
      [WCAG_LIMITS.cell, FINE] as const,
    )
    await page.addInitScript({ content: `globalThis.measureLuminance = ${measureLuminance.toString()}` })
    await openSandbox(page)
    await expect(page.locator('.stage canvas')).toBeVisible()
    await page.getByRole('button', { name: 'All controls' }).click()
    const situations = page.getByLabel('Situation', { exact: true })
    await beginAgain(page, () => situations.selectOption({ label: 'Thin book' }))
    await page.getByRole('button', { name: 'All controls' }).click()
    await choosePace(page, '120/s')
    await page.evaluate(() => (globalThis as GrabberWindow).grabber.hold())
    await beginAgain(page, () => page.getByRole('button', { name: 'Replay' }).click())
    const meter = new FlashMeter()
    const means: number[] = []
    for (let i = 0; i < FRAMES; i++) {
      const frame = await page.evaluate((ms) => (globalThis as GrabberWindow).grabber.frame(ms), MS_PER_FRAME)
      if (!frame) throw new Error('There is no picture.')
      const luminance = frame.luminance.map((value) => value / FINE)
      meter.addLuminance(luminance, frame.width)
      means.push(luminance.reduce((sum, value) => sum + value, 0) / luminance.length)
    }
    const { mostFlashes, largestFlashingArea } = meter
    test
      .info()
      .annotations.push({ type: 'flashes', description: `${mostFlashes}, ${largestFlashingArea} px²` })
    // Something was drawn, and it moved.
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(1e-4)
    expect(mostFlashes).toBeLessThanOrEqual(3)
    expect(largestFlashingArea).toBeLessThan(WCAG_LIMITS.area)
  })
}
