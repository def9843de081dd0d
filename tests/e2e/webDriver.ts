/**
 * A WebKitGTK of the system through its W3C WebDriver, on a screen of its own in memory: Playwright does not drive that one.
 * Reads what a page answers; starts two programs and ends them.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'

const DRIVER = '/usr/bin/WebKitWebDriver'
const SCREEN = '/usr/bin/xvfb-run'

/** What is missing for it, in words; null where everything is there. */
export function findMissingWebKit(): string | null {
  const missing = [DRIVER, SCREEN].filter((path) => !existsSync(path))
  return missing.length > 0 ? missing.join(' and ') : null
}

export interface WebKitPage {
  readonly version: string
  /** Runs the body of a function in an empty page and gives back what it returns. */
  run(body: string, ...args: unknown[]): Promise<unknown>
  close(): Promise<void>
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const place = probe.address()
      probe.close(() => resolve(typeof place === 'object' && place ? place.port : 0))
    })
  })
}

export async function openWebKit(): Promise<WebKitPage> {
  const port = await findPort()
  // A group of its own, so that the screen ends with the driver.
  const args = ['-a', DRIVER, `--port=${port}`, '--host=127.0.0.1']
  const driver = spawn(SCREEN, args, { detached: true, stdio: 'ignore' })
  const send = async (method: string, path: string, body?: object) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...content })
    const { value } = (await response.json()) as { value: unknown }
    if (!response.ok) throw new Error(JSON.stringify(value))
    return value
  }
  try {
    await waitFor(() => send('GET', '/status'))
    const session = (await send('POST', '/session', { capabilities: {} })) as {
      sessionId: string
      capabilities: { browserVersion: string }
    }
    const path = `/session/${session.sessionId}`
    await send('POST', `${path}/timeouts`, { script: 600_000 })
    return {
      version: session.capabilities.browserVersion,
      run: (body, ...values) => send('POST', `${path}/execute/sync`, { script: body, args: values }),
      close: async () => {
        await send('DELETE', path)
        end(driver)
      },
    }
  } catch (error) {
    end(driver)
    throw error
  }
}

function end({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid)
}

/** The driver answers a moment after it was started. */
async function waitFor(ask: () => Promise<unknown>): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await ask()
      return
    } catch (error) {
      if (i === 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
