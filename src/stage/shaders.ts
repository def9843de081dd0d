/**
 * The two programs of the picture. Flat shapes are triangles in pixels. The crowd is one point a trader: the vertex shader
 * places it on the price scale, the fragment shader draws its shape from side, state and time, so that a frame costs the
 * processor a few uniforms however many traders there are.
 */
import { STATE_CODE, type CrowdState } from '../schema/states.ts'

export const SHAPE_VERTEX = `#version 300 es
in vec2 aPosition;
in vec4 aColor;
uniform vec2 uSize;
out vec4 vColor;
void main() {
  gl_Position = vec4(aPosition.x / uSize.x * 2.0 - 1.0, 1.0 - aPosition.y / uSize.y * 2.0, 0.0, 1.0);
  vColor = aColor;
}`

export const SHAPE_FRAGMENT = `#version 300 es
precision mediump float;
in vec4 vColor;
out vec4 color;
void main() {
  color = vColor;
}`

/** uRoom: left, top and height of the crowd. uScale: lowest price, highest price, mark. uTime: now, start of the glide. */
export const CROWD_VERTEX = `#version 300 es
precision highp float;
in vec4 aPlace;
in vec4 aLook;
uniform vec2 uSize;
uniform vec3 uRoom;
uniform vec3 uScale;
uniform vec2 uTime;
uniform float uPixels;
uniform float uMotion;
out float vRadius;
out float vSide;
out float vState;
out float vChange;
out float vNear;
void main() {
  float glide = smoothstep(0.0, 1.0, (uTime.x - uTime.y) / uMotion);
  vec2 place = mix(aPlace.xy, aPlace.zw, glide);
  float high = (uScale.y - place.y) / (uScale.y - uScale.x);
  vec2 at = vec2(uRoom.x + place.x, uRoom.y + high * uRoom.z);
  vRadius = aLook.x;
  vSide = aLook.y;
  vState = aLook.z;
  vChange = smoothstep(0.0, 1.0, (uTime.x - aLook.w) / uMotion);
  vNear = exp(-abs(place.y - uScale.z) / (0.02 * uScale.z));
  bool isShown = high >= 0.0 && high <= 1.0 && place.x >= 0.0 && vSide != 0.0;
  gl_Position = isShown
    ? vec4(at.x / uSize.x * 2.0 - 1.0, 1.0 - at.y / uSize.y * 2.0, 0.0, 1.0)
    : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = (vRadius + 2.5) * 2.0 * uPixels;
}`

/** A state's code as the shader writes a number. */
const code = (state: CrowdState) => STATE_CODE[state].toFixed(1)

/** vState: the code of the state, plus eight times the one before; 7 before of a newcomer, whose mark grows. */
export const CROWD_FRAGMENT = `#version 300 es
precision highp float;
in float vRadius;
in float vSide;
in float vState;
in float vChange;
in float vNear;
uniform float uPixels;
uniform vec3 uGround;
uniform vec3 uLong;
uniform vec3 uShort;
uniform vec3 uOut;
uniform vec3 uQueued;
out vec4 color;

float disc(vec2 p, float r) {
  return length(p) - r;
}
float triangle(vec2 p, float r) {
  return max(p.y - 0.72 * r, 0.872 * abs(p.x) - 0.489 * (p.y + r));
}
float diamond(vec2 p, float r) {
  return (abs(p.x) + abs(p.y) - r) * 0.7071;
}
float cover(float d) {
  return clamp(0.5 - d * uPixels, 0.0, 1.0);
}
bool is(float state, float code) {
  return abs(state - code) < 0.5;
}

void main() {
  vec2 p = (gl_PointCoord * 2.0 - 1.0) * (vRadius + 2.5);
  vec3 side = vSide > 0.0 ? uLong : uShort;
  vec3 ink = mix(mix(uGround, side, 0.87), side, vNear);
  float before = floor(vState / 8.0);
  float state = vState - before * 8.0;
  float grown = before > 6.5 ? vRadius * vChange : vRadius;
  float own = vSide > 0.0 ? disc(p, grown) : triangle(p, grown * 1.12);
  float stroke = clamp(vRadius * 0.5, 0.7, 1.1);
  float queuedStroke = clamp(vRadius * 0.45, 0.8, 1.6);
  float dot = cover(own + vRadius * 0.62);
  float queued = max(cover(own) * cover(-own - queuedStroke), dot);
  bool wasQueued = is(before, ${code('queued')});
  float alpha = cover(own);
  if (is(state, ${code('stopped')})) {
    float bar = max(abs(p.x) - max(2.0, vRadius), abs(p.y) - max(0.8, vRadius * 0.3));
    alpha = mix(wasQueued ? queued : cover(own), cover(bar), vChange);
    ink = mix(wasQueued ? uQueued : ink, uOut, vChange);
  } else if (is(state, ${code('queued')})) {
    alpha = mix(alpha, queued, vChange);
    ink = mix(ink, uQueued, vChange);
  } else if (!is(state, ${code('open')})) {
    float hollow = is(state, ${code('liquidated')}) ? own : diamond(p, vRadius * 1.2);
    float shape = mix(own, hollow, vChange);
    float thickness = mix(wasQueued ? queuedStroke : vRadius * 1.2, stroke, vChange);
    alpha = cover(shape) * cover(-shape - thickness);
    if (wasQueued) alpha = max(alpha, dot * (1.0 - vChange));
    if (is(state, ${code('closed')})) {
      float reach = max(abs(p.x), abs(p.y)) - max(1.3, vRadius * 0.7);
      float cross = max(min(abs(p.x - p.y), abs(p.x + p.y)) * 0.7071 - 0.5, reach);
      alpha = mix(wasQueued ? queued : cover(own), cover(cross), vChange);
    }
    ink = mix(wasQueued ? uQueued : ink, uOut, vChange);
  }
  color = vec4(ink * alpha, alpha);
}`
