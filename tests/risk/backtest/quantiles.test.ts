/**
 * Goal: quantiles are those of the tables.
 * Method: the normal one against the tests' own distribution; Student's against printed tables, and for four degrees of freedom, where
 * the distribution is a polynomial, against that.
 */
import { expect, it } from 'vitest'
import { normalQuantile, studentQuantile } from '../../../src/risk/backtest/quantiles.ts'
import { normalQuantile as exact } from '../../support/normal.ts'

it.each([1e-9, 1e-4, 0.001, 0.01, 0.05, 0.3, 0.5, 0.6, 0.95, 0.99, 0.999, 1 - 1e-6])('normal at %d', (p) => {
  expect(Math.abs(normalQuantile(p) - exact(p))).toBeLessThan(1e-6 * Math.max(1, Math.abs(exact(p))))
})

it.each([
  [4, 0.95, 2.1318],
  [4, 0.99, 3.7469],
  [5, 0.99, 3.3649],
  [5, 0.999, 5.8934],
  [10, 0.975, 2.2281],
  [10, 0.99, 2.7638],
  [30, 0.999, 3.3852],
  [100, 0.99, 2.3642],
])('Student with %d degrees of freedom at %d', (degrees, p, quantile) => {
  expect(studentQuantile(p, degrees)).toBeCloseTo(quantile, 4)
})

it.each([0.5, 0.9, 0.995, 0.9999])('Student with four degrees at %d, by its own formula', (p) => {
  const t = studentQuantile(p, 4)
  const s = t / Math.sqrt(4 + t * t)
  expect(0.5 + (s * (3 - s * s)) / 4).toBeCloseTo(p, 9)
})
