/**
 * Opens the panel of one rule, beside its opener. The panel is put into the page by itself and taken out again, so that
 * any place can show a rule without making room for it.
 */
import { mount, unmount } from 'svelte'
import type { RuleId } from '../../schema/readings.ts'
import RulePanel from './RulePanel.svelte'

export function openRule(id: RuleId, opener: HTMLElement): void {
  const panel = mount(RulePanel, {
    target: document.body,
    props: { id, opener, onclose: () => void close() },
  })
  async function close() {
    // A click elsewhere has its own focus; else it goes back where it came from.
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) opener.focus()
    await unmount(panel)
  }
}
