/**
 * Leaves out of the build what the figures can never reach in Chart.js. They are lines and bars on linear scales (src/charts/chartParts.ts),
 * drawn without animation, from points that need no parsing, and without events: a cursor of their own stands above them
 * (src/charts/plotConfig.ts). The library is one file in which the bundler cannot tell these parts from what is needed.
 */
import type { Plugin } from 'vite'
import { leaveOut } from './leaveOut.ts'

/** Nothing takes their place: their callers are left out too, or wait for what never happens. */
const gone = (of: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [of === '' ? name : `${of}.${name}`, '']))

const CHART = {
  // Lists of everything, for those who register everything.
  ...Object.fromEntries(
    ['controllers', 'elements', 'plugins', 'scales', 'registerables'].map((name) => [name, `var ${name}`]),
  ),
  ...gone('', 'LogarithmicScale', 'RadialLinearScale', 'TimeScale', 'TimeSeriesScale'),
  ...gone('', 'adapters', 'DateAdapterBase', 'BasicPlatform'),
  _detectPlatform: 'function _detectPlatform() { return DomPlatform }',
  // `animation: false`
  ...gone('', 'Animation', 'awaitAll', 'resolveTargetOptions', 'interpolators', 'transparent'),
  Animator:
    'class Animator { listen() {} has() { return false } running() { return false } stop() {} remove() {} }',
  Animations: 'class Animations { update(target, values) { Object.assign(target, values) } }',
  // `events: []`
  Interaction: 'var Interaction = { modes: {} }',
  ...gone(
    'Chart',
    'getElementsAtEventForMode',
    'updateHoverStyle',
    'setActiveElements',
    '_updateHoverStyles',
  ),
  ...gone('Chart', '_eventHandler', '_handleEvent', '_getActiveElements', 'isPointInArea'),
  ...gone('DatasetController', 'getStyle', 'getLabelAndValue', 'setHoverStyle', 'removeHoverStyle'),
  ...gone('DatasetController', '_setStyle', '_removeDatasetHoverStyle', '_setDatasetHoverStyle'),
  ...gone('PointElement', 'inRange', 'inXRange', 'inYRange', 'getCenterPoint'),
  ...gone('BarElement', 'inRange', 'inXRange', 'inYRange', 'getCenterPoint'),
  ...gone('BarController', 'getLabelAndValue'),
  ...gone('Element', 'tooltipPosition'),
  // `parsing: false`
  ...gone('DatasetController', 'parsePrimitiveData', 'parseArrayData', 'parseObjectData'),
  ...gone('BarController', 'parsePrimitiveData', 'parseArrayData', 'parseObjectData'),
  ...gone('', 'parseArrayOrPrimitive', 'parseValue', 'parseFloatBar'),
  // Lines are straight and of one style; areas end at the axis or at another line.
  getLineMethod: 'function getLineMethod() { return lineTo }',
  _getInterpolationMethod: 'function _getInterpolationMethod() { return _pointInLine }',
  draw: 'const draw = strokePathWithCache',
  _getTarget: `function _getTarget(source) {
    return isNumberFinite(source.fill)
      ? getLineByIndex(source.chart, source.fill)
      : _createBoundaryLine(computeLinearBoundary(source), source.line)
  }`,
  ...gone('', 'strokePathDirect', 'usePath2D', 'simpleArc', 'computeBoundary', 'computeCircularBoundary'),
  ...gone('', '_buildStackLine', 'getLinesBelow', 'addPointsBelow', 'findPoint'),
  // What nobody asks for.
  ...gone('Chart', 'reset', '_resetElements', 'toBase64Image', 'show', 'hide', '_updateVisibility'),
  ...gone('Chart', 'toggleDataVisibility', 'setDatasetVisibility', 'getVisibleDatasetCount'),
  ...gone('Registry', 'addControllers', 'addElements', 'addPlugins', 'addScales'),
  ...gone('Registry', 'remove', 'removeControllers', 'removeElements', 'removePlugins', 'removeScales'),
}

/** What stays calls them where it does not matter. */
const idle = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `function ${name}() {}`]))

const HELPERS = {
  // Colors come finished (src/charts/palette.ts), and so do the words of an axis.
  color: 'function color() {}',
  getHoverColor: 'function getHoverColor(value) { return value }',
  formatters: 'const formatters = { values: String }',
  ...idle('applyAnimationsDefaults', 'formatNumber', '_updateBezierControlPoints', 'splineCurve'),
  ...idle('splineCurveMonotone', 'getRelativePosition', 'calculateDelta', 'getNumberFormat'),
  splitByStyles: 'function splitByStyles(line, segments) { return segments }',
  ...gone('', 'doSplitByStyles', 'readStyle', 'styleChanged'),
}

const MODULES: readonly (readonly [file: string, leftOut: Readonly<Record<string, string>>])[] = [
  ['/chart.js/dist/chart.js', CHART],
  ['/chart.js/dist/chunks/index.js', HELPERS],
]
const COLOR = '@kurkle/color'

export function leanChart(): Plugin {
  return {
    name: 'lean-chart',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source) => (source === COLOR ? `\0left-out:${COLOR}` : undefined),
    load: (id) => (id === `\0left-out:${COLOR}` ? 'export class Color {}' : undefined),
    transform(code, id) {
      const leftOut = MODULES.find(([file]) => id.endsWith(file))?.[1]
      return leftOut && { code: leaveOut(code, leftOut, (text) => this.parse(text)), map: null }
    },
  }
}
