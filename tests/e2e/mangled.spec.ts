/**
 * Goal: a link that was mangled on its way opens what it stood for, and an address that names nothing leads to the nearest place.
 * Method: one address as mail programs, messengers and hands change it, in the browser's own address bar.
 */
import { expect, test } from '@playwright/test'
import { openSandbox } from './sandboxPage.ts'

const RUN = '#/?r=1.0.0_40_sdclass-7_tiOur-crash_ns420_nt2000_sh16nm0.04_0yzdnun'

test('a mangled link opens the run of the good one, and the address bar shows the good one', async ({
  page,
}) => {
  for (const mangled of [
    `${RUN}).`,
    RUN.replace('?r=', '%3Fr%3D'),
    RUN.replace('#/', '#%2F').replaceAll('_', '\\_'),
    RUN.replace('_sh16', '_s h16'),
  ]) {
    await page.goto('about:blank')
    await openSandbox(page, `./${mangled}`)
    await expect(page.getByText('This link was made with version 1.0.0')).toBeVisible()
    expect(new URL(page.url()).hash).toBe(RUN)
  }
})

test('a mangled address of a lesson opens the lesson, and what names nothing leads to the nearest place', async ({
  page,
}) => {
  for (const mangled of ['the-spiral.', 'The-Spiral)', 'the-spi%20ral'].map(
    (name) => `./#/lessons/${name}`,
  )) {
    await page.goto('about:blank')
    await page.goto(mangled)
    await expect(page).toHaveURL(/#\/lessons\/the-spiral(\/|$)/)
  }
  for (const [unknown, name, hash] of [
    ['#/sandbox', 'Sandbox', /#\/$/],
    ['#/lesons', 'Lessons', /#\/lessons$/],
    ['#/lessons/the-spirl', 'The spiral', /#\/lessons\/the-spiral/],
    ['#/lessons/the-spiral/smalest', 'smallest', /#\/lessons\/the-spiral\/smallest$/],
    ['#/teach/plan/30', 'plans/30', /#\/teach\/plans\/30$/],
    ['#/glossary/bad-det', 'Bad debt', /#\/glossary\/bad-debt$/],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(`./${unknown}`)
    const offer = page.locator('p', { hasText: 'Did you mean' })
    await offer.getByRole('link', { name, exact: true }).click()
    await expect(page).toHaveURL(hash)
  }
})
