/**
 * The pieces of the picture for Pixi: flat shapes from a list of triangles, and the crowd as one list of points. Their
 * buffers hold what was drawn last, so that a lost context can be filled again.
 */
import { Buffer, BufferUsage, Geometry, Shader, State, UniformGroup } from 'pixi.js'
import type { Crowd } from './crowd.ts'
import type { Ink } from './painter.ts'
import type { Piece } from './pieceRenderer.ts'
import type { Scene } from './scene.ts'
import { CROWD_FRAGMENT, CROWD_VERTEX, SHAPE_FRAGMENT, SHAPE_VERTEX } from './shaders.ts'
import { STRIDE, Triangles } from './triangles.ts'

function createBuffer(): Buffer {
  const usage = BufferUsage.VERTEX | BufferUsage.COPY_DST
  const buffer = new Buffer({ data: new Float32Array(0), usage, shrinkToFit: false })
  buffer.autoGarbageCollect = false
  return buffer
}

export class ShapePiece implements Piece {
  readonly painter = new Triangles()
  readonly geometry: Geometry
  readonly shader: Shader
  readonly state = State.for2d()
  readonly #buffer = createBuffer()
  readonly #uniforms = new UniformGroup({ uSize: { value: new Float32Array(2), type: 'vec2<f32>' } })

  constructor() {
    const buffer = this.#buffer
    this.geometry = new Geometry({
      attributes: {
        aPosition: { buffer, format: 'float32x2', stride: STRIDE, offset: 0 },
        aColor: { buffer, format: 'unorm8x4', stride: STRIDE, offset: 8 },
      },
      topology: 'triangle-list',
    })
    this.geometry.autoGarbageCollect = false
    this.shader = Shader.from({
      gl: { vertex: SHAPE_VERTEX, fragment: SHAPE_FRAGMENT },
      resources: { shape: this.#uniforms },
    })
  }

  upload(width: number, height: number): void {
    this.#buffer.data = this.painter.corners
    this.#uniforms.uniforms.uSize.set([width, height])
  }
}

export class CrowdPiece implements Piece {
  readonly geometry: Geometry
  readonly shader: Shader
  readonly state = State.for2d()
  readonly #places = createBuffer()
  readonly #looks = createBuffer()
  readonly #uniforms = new UniformGroup({
    uSize: { value: new Float32Array(2), type: 'vec2<f32>' },
    uRoom: { value: new Float32Array(3), type: 'vec3<f32>' },
    uScale: { value: new Float32Array(3), type: 'vec3<f32>' },
    uTime: { value: new Float32Array(2), type: 'vec2<f32>' },
    uPixels: { value: 1, type: 'f32' },
    uMotion: { value: 1, type: 'f32' },
    uGround: { value: new Float32Array(3), type: 'vec3<f32>' },
    uLong: { value: new Float32Array(3), type: 'vec3<f32>' },
    uShort: { value: new Float32Array(3), type: 'vec3<f32>' },
    uOut: { value: new Float32Array(3), type: 'vec3<f32>' },
    uQueued: { value: new Float32Array(3), type: 'vec3<f32>' },
  })

  constructor() {
    this.geometry = new Geometry({
      attributes: {
        aPlace: { buffer: this.#places, format: 'float32x4', stride: 16, offset: 0 },
        aLook: { buffer: this.#looks, format: 'float32x4', stride: 16, offset: 0 },
      },
      topology: 'point-list',
    })
    this.geometry.autoGarbageCollect = false
    this.shader = Shader.from({
      gl: { vertex: CROWD_VERTEX, fragment: CROWD_FRAGMENT },
      resources: { crowd: this.#uniforms },
    })
  }

  upload(crowd: Crowd, changed: { places: boolean; looks: boolean }): void {
    if (changed.places) fill(this.#places, crowd.places)
    if (changed.looks || changed.places) fill(this.#looks, crowd.looks)
  }

  aim(
    { layout, range, view, palette, crowd }: Scene,
    seconds: number,
    motion: number,
    resolution: number,
  ): void {
    const { uniforms } = this.#uniforms
    uniforms.uSize.set([layout.width, layout.height])
    uniforms.uRoom.set([layout.crowd.left, layout.crowd.top, layout.crowd.height])
    uniforms.uScale.set([range.low, range.high, view.market.mark])
    uniforms.uTime.set([seconds, crowd.glideStarted])
    uniforms.uPixels = resolution
    uniforms.uMotion = motion
    const setInk = (uniform: Float32Array, { r, g, b }: Ink) => uniform.set([r / 255, g / 255, b / 255])
    setInk(uniforms.uGround, palette.ground)
    setInk(uniforms.uLong, palette.long)
    setInk(uniforms.uShort, palette.short)
    setInk(uniforms.uOut, palette.out)
    setInk(uniforms.uQueued, palette.queued)
  }
}

function fill(buffer: Buffer, data: Float32Array): void {
  buffer.data = data
}
