/**
 * Which files of the built site hold which modules. What is asked for together comes together: many small files compress badly and
 * take many requests. Shared parts stand before the places that need them, and no place takes from another one
 * (tests/e2e/site.spec.ts), so that whoever opens one does not load them all.
 */

/**
 * A chunk, or null for what goes with whoever needs it; a folder of src with a slash at its end, or "npm:" before packages; and
 * beginnings of the names in it, or the whole of it.
 */
type Part = readonly [chunk: string | null, of: string, named?: string]

/** The longest beginning that fits a module has it; what none fits goes with whoever needs it. */
// prettier-ignore
const PARTS: readonly Part[] = [
  // What every place needs, and the page before any place is there.
  ['shell', 'npm:', 'svelte esm-env clsx'],
  ['shell', 'app/', 'animationLoop app.css App. ErrorPage Header nearest Notice Place. routes'],
  ['shell', 'stores/', 'embed notice storage update settings outlive past.'],
  ['shell', 'ui/parts/', 'Later ThemeSelect keyboard animationFrames announcer NoticeLine'],
  ['shell', 'ui/course/', 'locks catalog'],
  ['shell', '', 'course/readContent schema/mendAddress ui/teach/planPlace'],

  // What views and workers need. Parts of it in several chunks would wait for each other in a circle.
  ['schema', 'npm:', 'valibot'],
  ['schema', 'schema/'],
  ['schema', '', 'engine/arithmetic prices/decodeText situations/measure'],
  ['schema', 'stage/', 'pathRecord priceRange'],
  ['schema', 'worker/', 'superseded liveness'],
  // What is drawn from a seed without an engine: nights, and what is published of them.
  ['schema', '', 'npm:seedrandom engine/random schema/linkText'],
  ['engine', 'engine/'],
  ['engine', 'worker/', 'accountTable'],

  // The sandbox, which most begin with, and what other places take from it.
  ['sandbox', 'stores/'],
  ['sandbox', 'app/', 'Sandbox. print.css'],
  ['sandbox', 'ui/', 'sandbox/ readings/ levers/ payers/ stage/ parts/ time/'],
  ['sandbox', 'ui/', 'rules/RuleName pushes/PushMenu pushes/PushPanel pushes/pushRow course/lineScale course/figures/axis'],
  ['sandbox', 'worker/', 'client port pool.'],
  ['sandbox', 'schema/', 'presets livingPresets liveFigures'],
  ['sandbox', '', 'charts/saveFile charts/pictureParts ui/charts/CsvChoice'],
  [null, 'ui/parts/', 'qrCode'],

  // Opened over the stage or beside it, and what other places take from there.
  ['panels', 'ui/', 'controls/ compare/ events/ files/ traders/ rules/ pushes/'],
  ['panels', 'ui/sandbox/', 'Changes FirstCard Incoming PrintedSource LongWay Stills'],
  ['panels', 'ui/readings/', 'MoreReadings SpringReadings TextReading'],
  ['panels', 'ui/parts/', 'HelpSheet HeavyQuestion'],
  ['panels', 'stores/', 'compar keptComparison accountBook bookC yourBet fileInput files'],
  ['panels', 'stores/', 'sharing runAddress runExport runSaving asked'],
  ['panels', 'stores/world/', 'flow. failureOrder worldRun worldStory measuredRun'],
  ['panels', '', 'schema/link ui/contagion/shownWorld ui/lab/ScrollTable charts/svgPicture'],
  ['panels', '', 'ui/dials/ stores/monitoring'],

  // The picture tells the run also without the library that draws it with the graphics card.
  ['picture', 'stage/'],
  [null, 'stage/', 'webglStage piece shaders createStage'],
  ['charts', '', 'charts/ ui/charts/'],
  [null, 'charts/', 'chartParts'],
  ['glossary', '', 'app/Glossary ui/glossary/ ui/live/'],
  ['glossary', 'ui/rules/', 'formula MathNode placePanel'],
  ['houses', '', 'ui/contagion/ stores/world/ stores/world/flows'],
  ['presenter', 'app/', 'PresenterBar'],
  ['presenter', 'ui/teach/', 'PlanBar ScreenSteps planWays planLinks'],

  // What the page itself does with answers of the lab; the workers have the rest.
  ['risk', 'risk/', 'carried. compare distribution estimate event. fates fundSizing intervals'],
  ['risk', 'risk/', 'jointFailures leapingNews moving paired performAll reverse sharpening sweep tornado'],
  ['risk', 'risk/', 'variants volatility backtest/ badLoss warnings pushed'],
  ['study', 'risk/'],
  ['study', 'risk/backtest/', 'backtest replay. coverage'],
  ['study', 'dials/', 'watchedRun dialBoard committee'],
  ['risk', 'dials/'],
  ['nights', 'nights/'],
  ['nights', 'risk/nights/', 'games nightWorld score storm'],

  // Who learns here, and words with their terms: of the lessons and of the risk desk.
  ['learner', 'stores/', 'progress learners deskRecord'],
  ['learner', '', 'ui/parts/ProblemLine'],
  ['learner', 'ui/course/', 'StepText openTerm showRule'],

  // Places.
  ['desk', '', 'app/Desk ui/desk/ stores/desk/'],
  ['lab', '', 'app/RiskLab app/Meaning ui/lab/ worker/pricesPool'],
  ['lab', 'stores/', 'rarity matters tails volatility breaks better openedFuture backtest'],
  ['lab', 'stores/', 'outcomes lab futures channels'],
  ['contagion', '', 'app/Contagion situations/ ui/contagion/workshop/'],
  ['contagion', 'ui/contagion/', 'World Carried ContagionView Failure HouseLevers HouseTrader'],
  ['contagion', 'ui/contagion/', 'leversOf worldPushes Reported SituationPicker worldText'],
  ['contagion', 'stores/world/', 'carried contagion openSituation startRun workshop worldExport'],
  ['contagion', 'stores/world/', 'worldFile worldLink worldSaving worldSharing'],
  ['contagion', 'stores/world/', 'worldTraders worldWish'],
  ['teach', '', 'app/Teach ui/teach/ stores/classCodes'],
  ['course', '', 'app/Lesson course/ ui/course/ schema/lessonLocks stores/world/placedNow'],
  ['course', 'stores/', 'lesson study review handCount goal liveGoals'],
  ['course', 'stores/', 'seedPaths stepNumbers'],
  // These load what only some need: charts, the houses of some lessons, and the dials of one.
  [null, '', 'ui/contagion/WorldCharts ui/course/LessonHouses stores/world/lessonTown'],
  [null, '', 'ui/course/LessonDials stores/committeeView'],
]

const BEGINNINGS = PARTS.flatMap(([chunk, of, named = '']) =>
  named.split(' ').map((name) => ({ chunk, begin: of + name })),
).sort((a, b) => b.begin.length - a.begin.length)

/** A module as the list names it: its path within src, or its package. */
function nameModule(id: string): string | null {
  const packaged = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(id)
  if (packaged) return `npm:${packaged[1]}`
  return /\/src\/(.*)$/.exec(id)?.[1] ?? null
}

/** The chunk of a module; null where it goes with whoever needs it. */
export function chunkOf(id: string): string | null {
  const module = nameModule(id)
  if (module === null) return null
  return BEGINNINGS.find(({ begin }) => module.startsWith(begin))?.chunk ?? null
}
