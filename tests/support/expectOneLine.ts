/** What every refusal must look like, for all tests that make some. */
import { expect } from 'vitest'

/** An error fit to be shown: one line, no control characters, not too long, and not a stack of somebody else's. */
export function expectOneLine(error: Error): void {
  expect(error.name).toBe('FieldError')
  expect(error.message).toMatch(/^[^\p{Cc}\u2028\u2029]{10,300}$/u)
  expect(error.message).toMatch(/: (got .+, expected .+|no such field)/)
}
