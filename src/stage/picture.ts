/**
 * What both stages share: the state of the picture, what a new frame changes in it, and where things are. A subclass only
 * puts it on its canvas. Frames are taken in when the screen is drawn, so several between two drawings cost as much as one.
 */
import { findBands } from './bands.ts'
import { paintChart, paintPresent } from './chartLayer.ts'
import { Crowd } from './crowd.ts'
import { CrowdShape } from './crowdShape.ts'
import { paintCrowdGround, paintRings } from './crowdLayer.ts'
import { Labels } from './labels.ts'
import { computeLayout, type Layout } from './layout.ts'
import { measureBatch, Orders } from './orders.ts'
import { Overlay } from './overlay.ts'
import type { Painter } from './painter.ts'
import { readPalette, type Palette } from './palette.ts'
import { pickTrader } from './picking.ts'
import { Paths } from './paths.ts'
import { computeOpeningRange, GlidingRange } from './priceRange.ts'
import { PendingRedraw, type Redraw } from './redraw.ts'
import { toStep, type Range } from './scales.ts'
import { Turns } from './turns.ts'
import { computeWindow } from '../schema/timeAxis.ts'
import type { Scene } from './scene.ts'
import type { Stage, StageOpening, StageView } from './stage.ts'
import type { StageWords } from './words.ts'
import type { CrowdFrame } from '../schema/frame.ts'
import './stage.css'

/** More steps at once than this are a jump in time, not a motion. */
const LONGEST_MOTION = 40
/** All pictures of the page. */
const PICTURES = new Turns()

export abstract class Picture implements Stage {
  abstract readonly kind: 'webgl' | 'plain'
  protected readonly root = document.createElement('div')
  protected readonly crowd = new Crowd()
  protected layout: Layout = computeLayout(0, 0, false)
  protected palette!: Palette
  protected range = new GlidingRange()
  protected reducedMotion = false
  readonly #forcedColors = matchMedia('(forced-colors: active)')
  readonly #host: HTMLElement
  readonly #labels: Labels
  readonly #shape: CrowdShape
  readonly #orders = new Orders()
  readonly #paths = new Paths()
  readonly #due = new PendingRedraw()
  #run: StageOpening | null = null
  #view: StageView | null = null
  #drawnStep: number | null = null
  /** What came, and is not taken in yet. */
  #news: StageView | null = null
  #drawnCrowd: CrowdFrame | null = null
  #farthest = 0
  #isPresenter = false
  readonly #isCompact: boolean
  #bands: Range[] = []

  constructor(
    host: HTMLElement,
    words: StageWords,
    { hasMarks, isCompact }: { hasMarks: boolean; isCompact: boolean },
  ) {
    PICTURES.join(this)
    this.#isCompact = isCompact
    this.#shape = new CrowdShape(hasMarks)
    this.#host = host
    this.root.className = 'stage'
    this.root.dataset['theme'] = 'dark'
    this.root.setAttribute('role', 'img')
    this.root.setAttribute('aria-label', words.picture)
    const wordsRoot = document.createElement('div')
    wordsRoot.className = 'stage-words'
    wordsRoot.ariaHidden = 'true'
    this.root.append(wordsRoot)
    host.append(this.root)
    this.#labels = new Labels(this.root, new Overlay(wordsRoot), words, isCompact)
    this.palette = readPalette(this.root)
    this.#forcedColors.addEventListener('change', this.#refreshPalette)
  }

  /** Puts the picture on the canvas. */
  protected abstract draw(scene: Scene, redraw: Redraw): void
  protected abstract fitCanvas(width: number, height: number): void
  protected abstract paletteChanged(): void
  abstract onContextLost(callback: (lost: boolean) => void): void

  open(run: StageOpening): void {
    this.#run = run
    this.#view = this.#news = this.#drawnCrowd = this.#drawnStep = null
    this.#farthest = 0
    this.#paths.reset()
    this.#orders.clear()
    this.#labels.clear()
    this.#shape.open(run.profileAtStart)
    this.#bands = []
    this.range.jump(computeOpeningRange(run.opening, run.startPrice))
    this.crowd.open(run.opening, this.#room())
    this.#shape.refit(this.crowd, this.#room())
    this.#due.addEverything()
  }

  update(view: StageView): void {
    this.#news = view
  }

  point(step: number | null): void {
    if (this.#news) this.#news = { ...this.#news, hoverStep: step }
    if (!this.#view || this.#view.hoverStep === step) return
    this.#view = { ...this.#view, hoverStep: step }
    this.#due.addPointing()
  }

  render(nowMs: number): void {
    const run = this.#run
    if (!run || this.layout.width < 40 || this.layout.height < 40) return
    const work = this.#chooseWork(nowMs)
    if (work === 'news' && this.#news) this.#takeIn(this.#news, nowMs)
    else if (work === 'marks') this.#repack(nowMs)
    // Motions alone: of several pictures each shows them in every other frame.
    else if (work === null && !this.#due.labels && PICTURES.isResting(this, nowMs)) return
    const view = this.#view
    if (!view) return
    if (this.range.advance(nowMs)) this.#due.addGround()
    this.#orders.advance(nowMs)
    if (this.#shape.sum(view.crowd, this.crowd, this.#room(), nowMs)) this.#due.addGround()
    const redraw = this.#due.next(nowMs, this.#orders.isMoving)
    if (!redraw && work !== 'words') return
    const scene = this.#toScene(run, view)
    if (redraw) this.draw(scene, redraw)
    if (work === 'words') this.#labels.place(scene, nowMs)
    else if (this.#due.labels) this.#labels.follow(scene, nowMs)
    this.#due.clear()
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.#host
    this.layout = computeLayout(clientWidth, clientHeight, this.#isPresenter, this.#isCompact)
    this.root.style.setProperty('--stage-type', `${this.layout.type}px`)
    this.fitCanvas(clientWidth, clientHeight)
    this.#labels.hurry()
    if (this.#run) {
      this.crowd.fit(this.#room())
      this.#shape.refit(this.crowd, this.#room())
      this.#shape.isSumDue = true
      this.#due.addMarks({ places: true, looks: true })
    }
    this.#due.addGround()
    // A canvas of another size is empty: nobody should see it so for a frame.
    this.render(performance.now())
  }

  setTheme(theme: 'dark' | 'light'): void {
    this.root.dataset['theme'] = theme
    this.#refreshPalette()
  }

  setPresenter(on: boolean): void {
    this.#isPresenter = on
    this.resize()
  }

  setReducedMotion(on: boolean): void {
    this.reducedMotion = on
    if (on) this.#orders.clear()
  }

  pick(clientX: number, clientY: number): number | null {
    const { x, y } = this.#toLocal(clientX, clientY)
    return pickTrader(this.crowd, this.range.shown, this.layout.crowd, x, y)
  }

  stepAt(clientX: number): number | null {
    const run = this.#run
    if (!run) return null
    const step = toStep(
      this.#toLocal(clientX, 0).x,
      computeWindow(this.#farthest, run.steps),
      this.layout.chart,
    )
    return step === null ? null : Math.min(step, this.#farthest)
  }

  destroy(): void {
    PICTURES.leave(this)
    this.#forcedColors.removeEventListener('change', this.#refreshPalette)
    this.root.remove()
  }

  /** Draws again although nothing is new: after a lost context. */
  protected invalidate(): void {
    this.#due.addEverything()
  }

  protected paintGround(painter: Painter, scene: Scene): void {
    paintCrowdGround(painter, scene)
    paintChart(painter, scene)
  }

  protected paintTop(painter: Painter, scene: Scene, nowMs: number): void {
    paintPresent(painter, scene)
    paintRings(painter, scene)
    this.#orders.paint(painter, scene, nowMs)
  }

  readonly #refreshPalette = (): void => {
    this.palette = readPalette(this.root)
    this.paletteChanged()
    this.#due.addGround()
  }

  #toScene(run: StageOpening, view: StageView): Scene {
    return {
      layout: this.layout,
      palette: this.palette,
      range: this.range.shown,
      window: computeWindow(this.#farthest, run.steps),
      run,
      view,
      record: this.#paths.record,
      crowd: this.crowd,
      density: this.#shape.density,
      densityScale: this.#shape.densityScale,
      bands: this.#bands,
      outline: this.#shape.outline,
      hasMarks: this.kind === 'webgl',
    }
  }

  /** One thing a frame, and where there are several pictures, one picture's: what has waited long enough, then what is new. */
  #chooseWork(nowMs: number): 'words' | 'marks' | 'news' | null {
    if (!this.#view) return this.#news && 'news'
    const waited = this.#labels.isDue(nowMs) ? 'words' : this.crowd.mustRepack(nowMs) ? 'marks' : null
    const work = waited ?? (this.#news && 'news')
    return work && PICTURES.take(this, nowMs) ? work : null
  }

  /** What a new frame changes. */
  #takeIn(view: StageView, nowMs: number): void {
    const { step, market } = view
    const before = this.#drawnStep ?? step
    const isForward = step > before && step - before <= LONGEST_MOTION
    const isMoving = isForward && !this.reducedMotion
    if (!isForward && step !== before) this.#orders.clear()
    const isFirst = this.#drawnStep === null
    this.#drawnStep = step
    this.#view = view
    this.#news = null
    this.#farthest = Math.max(this.#farthest, step)
    this.#paths.read(view)
    this.#extend(view, isFirst || !isMoving, nowMs)
    const finest = 1 / this.#pxPerPrice()
    this.#bands = findBands(market.profile, finest)
    if (view.crowd !== this.#drawnCrowd) {
      const news = this.crowd.update(view.crowd, isMoving, nowMs)
      this.#due.addMarks(news)
      this.#drawnCrowd = view.crowd
      this.#shape.isSumDue = true
      if (isMoving) this.#orders.add(measureBatch(view, before, this.crowd, news.sold))
      if (isMoving && (news.looks || news.places)) this.#due.addMotion(nowMs)
    }
    this.#due.addGround()
  }

  /** Marks whose prices changed while the run played. */
  #repack(nowMs: number): void {
    this.crowd.repack(!this.reducedMotion, nowMs)
    this.#shape.refit(this.crowd, this.#room())
    this.#due.addEverything()
    this.#due.addMotion(nowMs)
  }

  #extend(view: StageView, isAtOnce: boolean, nowMs: number): void {
    const wider = view.axis ?? this.#paths.cover(this.range.target, view.sketch)
    if (wider === this.range.target) return
    if (isAtOnce) {
      this.range.jump(wider)
      this.crowd.fit(this.#room())
      this.#due.addMarks({ places: true, looks: true })
    } else {
      this.range.glide(wider, nowMs)
      this.crowd.widen(this.#room())
    }
    this.#shape.refit(this.crowd, this.#room())
  }

  #pxPerPrice(): number {
    return this.layout.crowd.height / (this.range.target.high - this.range.target.low)
  }

  #room() {
    return { range: this.range.target, width: this.layout.crowd.width, height: this.layout.crowd.height }
  }

  #toLocal(clientX: number, clientY: number): { x: number; y: number } {
    const { left, top } = this.root.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
}
