/** The small live figures, each a component of its own. Loaded when the first of them is shown. */
import type { Component } from 'svelte'
import type { LiveFigureId } from '../../schema/liveFigures.ts'
import AdlRanking from './AdlRanking.svelte'
import BadDebt from './BadDebt.svelte'
import BreachCount from './BreachCount.svelte'
import CircuitBreaker from './CircuitBreaker.svelte'
import DefaultWaterfall from './DefaultWaterfall.svelte'
import Depth from './Depth.svelte'
import FatTail from './FatTail.svelte'
import ForcedSellingLoop from './ForcedSellingLoop.svelte'
import ImpermanentLoss from './ImpermanentLoss.svelte'
import InsuranceFund from './InsuranceFund.svelte'
import LeverageRuin from './LeverageRuin.svelte'
import Margins from './Margins.svelte'
import MarkAndIndex from './MarkAndIndex.svelte'
import MarketImpact from './MarketImpact.svelte'
import Resilience from './Resilience.svelte'
import RuinChance from './RuinChance.svelte'
import SocializedLoss from './SocializedLoss.svelte'
import TwoPrices from './TwoPrices.svelte'

export const liveFigures: Readonly<Record<LiveFigureId, Component<Record<string, never>>>> = {
  'leverage-ruin': LeverageRuin,
  'two-prices': TwoPrices,
  margins: Margins,
  'bad-debt': BadDebt,
  depth: Depth,
  'market-impact': MarketImpact,
  resilience: Resilience,
  'forced-selling-loop': ForcedSellingLoop,
  'insurance-fund': InsuranceFund,
  'socialized-loss': SocializedLoss,
  'adl-ranking': AdlRanking,
  'circuit-breaker': CircuitBreaker,
  'mark-and-index': MarkAndIndex,
  'default-waterfall': DefaultWaterfall,
  'impermanent-loss': ImpermanentLoss,
  'breach-count': BreachCount,
  'fat-tail': FatTail,
  'ruin-chance': RuinChance,
}
